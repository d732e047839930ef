using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>Checks a set of edits against a copy, file by file, and writes it when nothing was refused.</summary>
internal sealed class EditAdmission(CopyFiles files, ProtectedInputs inputs, int maxBytes)
{
    private readonly List<(string Path, byte[]? Content, UnixFileMode Mode)> _admitted = [];

    public List<EditRefusal> Refusals { get; } = [];

    /// <summary>Checks the edits of one file.</summary>
    public void Add(string path, ImmutableArray<FileEdit> edits)
    {
        var refusal = Place(path, out var full) ?? Owner(path);
        if (refusal is not null)
        {
            Refusals.Add(refusal);
            return;
        }

        var exists = File.Exists(full);
        var mode = exists ? FileModes.Of(full) : FileModes.Plain;
        if (exists && FileModes.IsReadOnly(mode))
        {
            Refuse(path, EditRefusalReason.ReadOnly, $"The file '{path}' is read-only. Its owner has to allow writing first.");
            return;
        }

        var before = exists ? File.ReadAllBytes(full) : null;
        var after = EditPlan.Apply(path, before, edits, maxBytes, out refusal);
        if (refusal is not null)
        {
            Refusals.Add(refusal);
        }
        else if (inputs.Check(path, Original(path), after) is { } hit)
        {
            Refuse(path, EditRefusalReason.ProtectedRegion, $"The edit of '{path}' touches what belongs to the verifier: {hit.Reason}");
        }
        else
        {
            _admitted.Add((path, after, mode));
        }
    }

    /// <summary>Writes what was admitted; deletions first, since a file may take the place of a folder.</summary>
    public ImmutableArray<string> Write()
    {
        foreach (var (path, content, mode) in _admitted.OrderBy(a => a.Content is not null))
        {
            if (content is null)
            {
                files.Delete(path);
            }
            else
            {
                files.Write(path, content, mode);
            }
        }

        return [.. _admitted.Select(a => a.Path).Order(StringComparer.Ordinal)];
    }

    private EditRefusal? Place(string path, out string full)
    {
        full = "";
        if (!WorkspacePath.TryParse(path, out _, out var error))
        {
            return new(path, EditRefusalReason.Path, error!);
        }

        full = files.FullPath(path);
        if (files.FirstLink(path) is { } link)
        {
            return new(path, EditRefusalReason.NotAFile, link == path
                ? $"'{path}' is a symbolic link; edit the file that it points to."
                : $"'{path}' lies behind the symbolic link '{link}'; edit the file at its real place.");
        }

        if (Directory.Exists(full))
        {
            return new(path, EditRefusalReason.NotAFile, $"'{path}' is a folder.");
        }

        if (files.FileAbove(path) is { } above)
        {
            return new(path, EditRefusalReason.NotAFile, $"'{above}' is a file, so '{path}' cannot be inside it.");
        }

        return File.Exists(full) && !Libc.IsRegularFile(full)
            ? new(path, EditRefusalReason.NotAFile, $"'{path}' is a pipe, a socket or a device.")
            : null;
    }

    private EditRefusal? Owner(string path) => inputs.Covers(path)
        ? new(path, EditRefusalReason.Protected, $"'{path}' belongs to the verifier and is judged as it was. Change what it checks instead.")
        : null;

    private ReadOnlyMemory<byte>? Original(string path) =>
        files.Originals.Files.TryGetValue(path, out var original) ? files.Originals.Read(original) : null;

    private void Refuse(string path, EditRefusalReason reason, string message) => Refusals.Add(new(path, reason, message));
}
