using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace AgentEscalation.Workspaces;

/// <summary>What in a workspace is the verifier's.</summary>
internal sealed class ProtectedInputs(WorkspaceOptions options)
{
    private readonly ImmutableArray<Glob> _protected = [.. options.Protected.Select(p => new Glob(p))];
    private readonly ImmutableArray<Glob> _mayEdit = [.. options.MayEdit.Select(p => new Glob(p))];

    /// <summary>The whole file is the verifier's.</summary>
    public bool Covers(string path) => Any(_protected, path) && !Any(_mayEdit, path);

    /// <summary>Asks about the protected parts of a file that is not protected as a whole.</summary>
    public ProtectedRegionHit? Check(string path, ReadOnlyMemory<byte>? original, ReadOnlyMemory<byte>? edited)
    {
        if (options.Regions is null || Any(_mayEdit, path)
            || (original is { } o && !Utf8.IsValid(o.Span)) || (original is null && edited is null))
        {
            return null;
        }

        if (edited is { } e && !Utf8.IsValid(e.Span))
        {
            // What cannot be read cannot be searched for what it took away.
            return original is null ? null : new("The file is no longer UTF-8.", null);
        }

        return options.Regions.Check(path, Text(original), Text(edited));
    }

    private static string? Text(ReadOnlyMemory<byte>? content) => content is { } c ? Encoding.UTF8.GetString(c.Span) : null;

    private static bool Any(ImmutableArray<Glob> globs, string path)
    {
        foreach (var glob in globs)
        {
            if (glob.IsMatch(path))
            {
                return true;
            }
        }

        return false;
    }
}
