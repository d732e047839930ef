using System.Collections.Immutable;
using System.Security.Cryptography;

namespace AgentEscalation.Workspaces;

/// <summary>Writes a patch to the user's folder so that a crash at any moment leaves, after the next open, all of it or nothing.</summary>
internal sealed class JournaledApply(string root, Action<string>? atStep)
{
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
                Undo(journal);
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
                throw e is IOException or UnauthorizedAccessException ? AsItWas(e) : e;
            }
        }

        Step("committed");
        return Settle(journal!) is { } conflict
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
            Undo(journal);
            return InterruptedApply.Undone;
        }

        return Settle(journal) is null ? InterruptedApply.Finished : InterruptedApply.Undone;
    }

    private void Step(string name) => atStep?.Invoke(name);

    private bool IsCommitted() => ApplyJournal.Read(root) is { Committed: true };

    private string Full(string path) => Path.Combine(root, path);

    private ImmutableArray<string> Changed(Patch patch) =>
        [.. patch.Files.Where(f => !Is(f.Path, f.OldDigest)).Select(f => f.Path)];

    /// <summary>The user's file has this digest; with null: there is none.</summary>
    private bool Is(string path, ContentDigest? digest)
    {
        var full = Full(path);
        if (PathConfinement.FirstLink(full, root.Length) is not null)
        {
            return false;
        }

        return File.Exists(full)
            ? digest is { } d && Libc.IsRegularFile(full) && ContentDigest.Of(File.ReadAllBytes(full)) == d
            : digest is null && !Directory.Exists(full);
    }

    private bool Is(string path, string? digest) =>
        digest is null ? Is(path, default(ContentDigest?)) : ContentDigest.TryParse(digest, out var d) && Is(path, d);

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

        foreach (var folder in Folders(journal).Concat(journal.Folders.Select(f => Path.GetDirectoryName(Full(f))!)).Distinct(StringComparer.Ordinal))
        {
            Libc.Sync(folder);
        }

        Step("synced");
    }

    private IEnumerable<string> Folders(ApplyJournal journal) =>
        journal.Files.Select(f => Path.GetDirectoryName(Full(f.Path))!).Distinct(StringComparer.Ordinal);

    /// <summary>Takes a committed apply to its end, or back to its beginning when that is impossible.</summary>
    /// <returns>Null, or the file that the user has changed meanwhile.</returns>
    private string? Settle(ApplyJournal journal)
    {
        try
        {
            for (var i = 0; i < journal.Files.Length; i++)
            {
                if (!Place(journal, i))
                {
                    GoBack(journal);
                    return journal.Files[i].Path;
                }

                Step("placed");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            GoBackOrSay(journal, e);
            throw AsItWas(e);
        }

        SyncFolders(journal);
        Step("placed all");
        ApplyJournal.Remove(root);
        Step("done");
        return null;
    }

    /// <summary>Puts one file in its place; harmless when it is there already.</summary>
    private bool Place(ApplyJournal journal, int index)
    {
        var file = journal.Files[index];
        var waiting = journal.WaitingPath(root, index);
        if (Is(file.Path, file.NewDigest))
        {
            File.Delete(waiting);
            return true;
        }

        if (!Is(file.Path, file.OldDigest))
        {
            return false;
        }

        if (file.NewDigest is null)
        {
            File.Delete(Full(file.Path));
            File.Delete(waiting);
            return true;
        }

        if (!File.Exists(waiting) || ContentDigest.Of(File.ReadAllBytes(waiting)).ToString() != file.NewDigest)
        {
            return false;
        }

        File.Move(waiting, Full(file.Path), overwrite: true);
        return true;
    }

    private WorkspaceException AsItWas(Exception cause) =>
        new($"The patch could not be written to '{root}', which is as it was: {cause.Message} Make room or permissions there and try again.", cause);

    private void UndoOrSay(ApplyJournal? journal, Exception cause)
    {
        try
        {
            Undo(journal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                $"The patch could not be written to '{root}': {cause.Message} Its files are as they were, but temporary ones could not be removed: "
                + $"{e.Message} Opening the workspace again removes them.", e);
        }
    }

    private void GoBackOrSay(ApplyJournal journal, Exception cause)
    {
        try
        {
            GoBack(journal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                $"The patch is partly written to '{root}' and could be neither finished nor undone: {cause.Message} "
                + "Make room or permissions there; opening the workspace again finishes it.", e);
        }
    }

    /// <summary>Gives every file that has its new content the old one back; files that the user has changed are left to the user.</summary>
    private void GoBack(ApplyJournal journal)
    {
        for (var i = 0; i < journal.Files.Length; i++)
        {
            var file = journal.Files[i];
            if (!Is(file.Path, file.NewDigest))
            {
                continue;
            }

            if (file.Old is { } old)
            {
                DurableFile.Replace(Full(file.Path), journal.WaitingPath(root, i), old, (UnixFileMode)file.Mode);
            }
            else
            {
                File.Delete(Full(file.Path));
            }
        }

        Undo(journal);
    }

    /// <summary>Removes all that was only prepared.</summary>
    private void Undo(ApplyJournal? journal)
    {
        if (journal is null)
        {
            return;
        }

        for (var i = 0; i < journal.Files.Length; i++)
        {
            var waiting = journal.WaitingPath(root, i);
            if (Directory.Exists(Path.GetDirectoryName(waiting)))
            {
                File.Delete(waiting);
            }
        }

        foreach (var folder in journal.Folders.Reverse().Select(Full).Where(f => Directory.Exists(f) && !Directory.EnumerateFileSystemEntries(f).Any()))
        {
            Directory.Delete(folder);
        }

        SyncFolders(journal);
        ApplyJournal.Remove(root);
    }

    private void SyncFolders(ApplyJournal journal)
    {
        foreach (var folder in Folders(journal).Where(Directory.Exists))
        {
            Libc.Sync(folder);
        }
    }
}
