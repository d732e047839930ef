using System.Globalization;

namespace AgentEscalation.Workspaces;

/// <summary>One change of one file of a private copy. Closed: <see cref="Replace"/>, <see cref="Exchange"/>, <see cref="Write"/>,
/// <see cref="Delete"/>.</summary>
public abstract record FileEdit
{
    private FileEdit(string path) => Path = path;

    /// <summary>Path relative to the root, with forward slashes.</summary>
    public string Path { get; init; }

    /// <summary>One text for each edit that means something else.</summary>
    internal abstract string Canonical();

    private string Canonical(string kind, params ReadOnlySpan<string> parts)
    {
        var path = WorkspacePath.TryParse(Path, out var parsed, out _) ? parsed.ToString() : Path;
        return $"{path}\0{kind}\0{string.Join('\0', parts)}";
    }

    /// <summary>Puts a text in place of a range of bytes. Ranges of one set refer to the file before the set and must not overlap.</summary>
    /// <param name="Path">Path relative to the root.</param>
    /// <param name="Start">Offset of the first byte replaced, 0 to the file's length.</param>
    /// <param name="End">Offset after the last byte replaced, at least <paramref name="Start"/>; equal to it for an insertion.</param>
    /// <param name="Text">What comes in its place.</param>
    public sealed record Replace(string Path, int Start, int End, string Text) : FileEdit(Path)
    {
        internal override string Canonical() => Canonical(
            "replace", Start.ToString("d10", CultureInfo.InvariantCulture), End.ToString("d10", CultureInfo.InvariantCulture), Text);
    }

    /// <summary>Puts a text in place of another that occurs exactly once in the file.</summary>
    /// <param name="Path">Path relative to the root.</param>
    /// <param name="Old">The text to be replaced, not empty.</param>
    /// <param name="New">What comes in its place.</param>
    public sealed record Exchange(string Path, string Old, string New) : FileEdit(Path)
    {
        internal override string Canonical() => Canonical(
            "exchange", Old.Length.ToString(CultureInfo.InvariantCulture), Old, New);
    }

    /// <summary>Gives a file a whole new content; creates it, and its folders, when it does not exist.</summary>
    /// <param name="Path">Path relative to the root.</param>
    /// <param name="Text">The content, written as UTF-8 without a byte order mark of its own.</param>
    public sealed record Write(string Path, string Text) : FileEdit(Path)
    {
        internal override string Canonical() => Canonical("write", Text);
    }

    /// <summary>Deletes a file.</summary>
    /// <param name="Path">Path relative to the root.</param>
    public sealed record Delete(string Path) : FileEdit(Path)
    {
        internal override string Canonical() => Canonical("delete");
    }
}
