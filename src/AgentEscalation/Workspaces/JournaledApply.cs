using System.Collections.Immutable;
using System.Security.Cryptography;

namespace AgentEscalation.Workspaces;

/// <summary>Writes a patch to the user's folder so that a crash at any moment leaves, after the next open, all of it or nothing.</summary>
internal sealed class JournaledApply(string root, Action<string>? atStep)
{
    private readonly ApplySettlement _settlement = new(root, atStep);

    /// <summary>Applies a patch. The folder's lock is held and there is no journal.</summary>
    public ApplyResult Run(Patch patch, CancellationToken cancellationToken)
    {
        ApplyJournal? journal = null;
        try
        {
            var changed = Changed(patch);
            if (changed.IsEmpty)
            {
                journal = Plan(patch);
                Prepare(journal, patch, cancellationToken);
                changed = Changed(patch);
            }

            if (!changed.IsEmpty)
            {
                _settlement.Undo(journal);
                return new() { Changed = changed };
            }

            (journal! with { Committed = true }).Write(root);
        }
        catch (Exception e)
        {
            // The record may have its name although the last sync failed; then the apply is decided.
            if (!IsCommitted())
            {
                UndoOrSay(journal, e);
                throw e is IOException or UnauthorizedAccessException ? _settlement.AsItWas(e) : e;
            }
        }

        Step("committed");
        return _settlement.Settle(journal!) is { } conflict
            ? new() { Changed = [conflict] }
            : new() { Files = [.. patch.Files.Select(f => f.Path)] };
    }

    /// <summary>Finishes or undoes what an interrupted apply left. The folder's lock is held.</summary>
    public InterruptedApply Recover()
    {
        if (ApplyJournal.Read(root) is not { } journal)
        {
            // Killed before the journal had its name.
            ApplyJournal.Remove(root);
            return InterruptedApply.None;
        }

        if (!journal.Committed)
        {
            _settlement.Undo(journal);
            return InterruptedApply.Undone;
        }

        return _settlement.Settle(journal) is null ? InterruptedApply.Finished : InterruptedApply.Undone;
    }

    private void Step(string name) => atStep?.Invoke(name);

    private bool IsCommitted() => ApplyJournal.Read(root) is { Committed: true };

    private string Full(string path) => Path.Combine(root, path);

    private ImmutableArray<string> Changed(Patch patch) =>
        [.. patch.Files.Where(f => !_settlement.Is(f.Path, f.OldDigest)).Select(f => f.Path)];

    private ApplyJournal Plan(Patch patch)
    {
        var folders = new List<string>();
        foreach (var file in patch.Files.Where(f => f.NewContent is not null))
        {
            for (var end = file.Path.IndexOf('/', StringComparison.Ordinal); end > 0; end = file.Path.IndexOf('/', end + 1))
            {
                var folder = file.Path[..end];
                if (!Directory.Exists(Full(folder)) && !folders.Contains(folder))
                {
                    folders.Add(folder);
                }
            }
        }

        return new()
        {
            Id = RandomNumberGenerator.GetHexString(12, lowercase: true),
            Folders = [.. folders],
            Files =
            [
                .. patch.Files.Select(f => new JournaledFile(
                    f.Path,
                    f.OldDigest?.ToString(),
                    f.NewDigest?.ToString(),
                    f.OldDigest is null ? null : File.ReadAllBytes(Full(f.Path)),
                    (int)(f.OldDigest is null ? f.Mode : FileModes.Of(Full(f.Path))))),
            ],
        };
    }

    private void Prepare(ApplyJournal journal, Patch patch, CancellationToken cancellationToken)
    {
        Step("planned");
        journal.Write(root);
        Step("journal");
        foreach (var folder in journal.Folders)
        {
            Directory.CreateDirectory(Full(folder));
            Step("folder");
        }

        for (var i = 0; i < journal.Files.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // A deletion leaves an empty file waiting, so that a folder which forbids it shows now.
            var content = patch.Files[i].NewContent ?? ReadOnlyMemory<byte>.Empty;
            DurableFile.Create(journal.WaitingPath(root, i), content.Span, (UnixFileMode)journal.Files[i].Mode);
            Step("waiting");
        }

        foreach (var folder in _settlement.Folders(journal).Concat(journal.Folders.Select(f => Path.GetDirectoryName(Full(f))!)).Distinct(StringComparer.Ordinal))
        {
            Libc.Sync(folder);
        }

        Step("synced");
    }

    private void UndoOrSay(ApplyJournal? journal, Exception cause)
    {
        try
        {
            _settlement.Undo(journal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                $"The patch could not be written to '{root}': {WorkspaceException.Sentence(cause)} Its files are as they were, but temporary ones could not be removed: "
                + $"{WorkspaceException.Sentence(e)} Opening the workspace again removes them.", e);
        }
    }
}
