namespace AgentEscalation.Workspaces;

/// <summary>Takes an apply that has a journal to its end or back to its beginning. Every step may be repeated, since a crash may follow it.</summary>
internal sealed class ApplySettlement(string root, Action<string>? atStep)
{
    /// <summary>Takes a committed apply to its end, or back to its beginning when that is impossible.</summary>
    /// <returns>Null, or the file that the user has changed meanwhile.</returns>
    public string? Settle(ApplyJournal journal)
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

    private void GoBackOrSay(ApplyJournal journal, Exception cause)
    {
        try
        {
            GoBack(journal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                $"The patch is partly written to '{root}' and could be neither finished nor undone: {WorkspaceException.Sentence(cause)} "
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
    public void Undo(ApplyJournal? journal)
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

    public WorkspaceException AsItWas(Exception cause) =>
        new($"The patch could not be written to '{root}', which is as it was: {WorkspaceException.Sentence(cause)} Make room or permissions there and try again.", cause);

    /// <summary>The user's file has this digest; with null: there is none.</summary>
    public bool Is(string path, ContentDigest? digest)
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

    public IEnumerable<string> Folders(ApplyJournal journal) =>
        journal.Files.Select(f => Path.GetDirectoryName(Full(f.Path))!).Distinct(StringComparer.Ordinal);

    private void Step(string name) => atStep?.Invoke(name);

    private string Full(string path) => Path.Combine(root, path);
}
