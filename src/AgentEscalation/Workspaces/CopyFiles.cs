using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>The files of a private copy, and how they differ from the originals. Knows of changes made through it at once and of changes
/// made by programs after <see cref="ScanAsync"/>.</summary>
internal sealed class CopyFiles(CopyPlacement placement, OriginalFiles originals, GitFiles git, ProtectedInputs inputs, WorkspaceOptions options)
{
    private readonly string _folder = placement.Folder;
    private readonly Dictionary<string, KnownFile> _known = placement.Known;
    private readonly HashSet<string> _ignored = new(StringComparer.Ordinal);

    /// <summary>The files that differ.</summary>
    public ImmutableSortedDictionary<string, SnapshotFile> Changed { get; private set; } = Snapshot.NoFiles;

    /// <summary>What programs put into the folder and a scan took out again.</summary>
    public ImmutableArray<SkippedFile> Dropped { get; private set; } = [];

    public OriginalFiles Originals => originals;

    public IEnumerable<string> Existing => _known.Keys;

    public string FullPath(string path) => Path.Combine(_folder, path);

    /// <summary>The first symbolic link on the way to a file, itself included; relative.</summary>
    public string? FirstLink(string path) => PathConfinement.FirstLink(FullPath(path), _folder.Length)?[(_folder.Length + 1)..];

    /// <summary>The first file on the way to a file; relative.</summary>
    public string? FileAbove(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end > 0; end = path.IndexOf('/', end + 1))
        {
            if (File.Exists(FullPath(path[..end])))
            {
                return path[..end];
            }
        }

        return null;
    }

    public void PlaceLinks()
    {
        foreach (var (path, target) in originals.Links)
        {
            var full = FullPath(path);
            if (!Path.Exists(full) && new FileInfo(full).LinkTarget is null)
            {
                PrepareFolder(path);
                File.CreateSymbolicLink(full, target);
            }
        }
    }

    public void Write(string path, ReadOnlyMemory<byte> content, UnixFileMode mode)
    {
        PrepareFolder(path);
        var full = FullPath(path);
        if (Directory.Exists(full) && new DirectoryInfo(full).LinkTarget is null)
        {
            FileModes.TryDeleteFolder(full);
        }

        var written = FileModes.Replace(full, content.Span, mode);
        Note(path, content, mode, written);
    }

    public void Delete(string path)
    {
        if (FirstLink(path) is null && File.Exists(FullPath(path)))
        {
            File.Delete(FullPath(path));
        }

        NoteDeleted(path);
    }

    /// <summary>Makes one file what a snapshot says, or the original when it says nothing.</summary>
    public void Set(string path, SnapshotFile? file)
    {
        if (file is { Content: { } content })
        {
            Write(path, content, file.Mode);
        }
        else if (file is null && originals.Files.TryGetValue(path, out var original))
        {
            Write(path, originals.Read(original), original.Mode);
        }
        else
        {
            Delete(path);
        }
    }

    /// <summary>Makes all files what a snapshot says. Deletions first: a file may take the place of a folder.</summary>
    public void Restore(Snapshot snapshot)
    {
        var target = snapshot.Changed;
        var differing = Changed.Keys.Union(target.Keys, StringComparer.Ordinal).Where(Differs).ToArray();
        foreach (var path in differing.OrderBy(WillExist))
        {
            Set(path, target.GetValueOrDefault(path));
        }

        bool WillExist(string path) => target.TryGetValue(path, out var file) ? file.Content is not null : originals.Files.ContainsKey(path);

        bool Differs(string path) =>
            !(Changed.TryGetValue(path, out var now) && target.TryGetValue(path, out var then) && SameContent(now, then));
    }

    private static bool SameContent(SnapshotFile a, SnapshotFile b) => (a.Content is null) == (b.Content is null) && a.Digest == b.Digest;

    /// <summary>Learns what programs did in the folder. Links and special files that the original does not have are removed.</summary>
    /// <param name="everything">Reads each file instead of trusting lengths and times, which a program can set.</param>
    /// <param name="cancellationToken">Stops it; what was learnt until then stays.</param>
    public async ValueTask ScanAsync(bool everything, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(_known.Count, StringComparer.Ordinal);
        var added = new List<FoundFile>();
        foreach (var file in Walk())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.IsLink)
            {
                KeepOriginalLink(file.Path);
            }
            else if (_known.TryGetValue(file.Path, out var known))
            {
                seen.Add(file.Path);
                if (everything || !known.IsStill(file))
                {
                    Look(file.Path);
                }
            }
            else if (!_ignored.Contains(file.Path) || inputs.Covers(file.Path))
            {
                added.Add(file);
            }
        }

        // The walk leaves folders out by name; a file of the original may lie in one all the same.
        foreach (var path in _known.Keys.Where(p => !seen.Contains(p)).ToArray())
        {
            Look(path);
        }

        if (_known.Count + added.Count > options.MaxFiles)
        {
            throw new WorkspaceException(
                $"Programs made {added.Count} new files in the copy '{_folder}'; with the workspace's own these are more than {options.MaxFiles}. "
                + $"Let git ignore them, or raise {nameof(WorkspaceOptions.MaxFiles)}.");
        }

        var ignored = await git.IgnoredAsync([.. added.Select(f => f.Path).Where(p => !inputs.Covers(p))], cancellationToken).ConfigureAwait(false);
        _ignored.UnionWith(ignored);
        foreach (var file in added.Where(f => !ignored.Contains(f.Path)))
        {
            Look(file.Path);
        }

        PlaceLinks();
    }

    private FoundFile[] Walk()
    {
        try
        {
            return [.. FolderWalk.Files(_folder)];
        }
        catch (UnauthorizedAccessException)
        {
            FileModes.Unlock(_folder);
            return [.. FolderWalk.Files(_folder)];
        }
    }

    /// <summary>Reads a file as it is now.</summary>
    private void Look(string path)
    {
        var full = FullPath(path);
        if (FirstLink(path) is not null || !File.Exists(full))
        {
            NoteDeleted(path);
            return;
        }

        if (!Libc.IsRegularFile(full))
        {
            Drop(path, "it is a pipe, a socket or a device");
            return;
        }

        try
        {
            var info = new FileInfo(full);
            var written = info.LastWriteTimeUtc;
            var most = Math.Max(options.MaxEditedFileBytes, originals.Files.TryGetValue(path, out var original) ? original.Length : 0);
            if (info.Length > most)
            {
                Drop(path, $"it has {info.Length} bytes, the most is {most}");
                return;
            }

            Note(path, File.ReadAllBytes(full), Normal(path, FileModes.Of(full)), written);
        }
        catch (UnauthorizedAccessException)
        {
            Drop(path, "a program took the right to read it away");
        }
    }

    /// <summary>What a patch cannot carry must not be there when the verifier looks.</summary>
    private void Drop(string path, string reason)
    {
        Dropped = Dropped.Add(new(path, reason));
        File.Delete(FullPath(path));
        if (originals.Files.ContainsKey(path))
        {
            Set(path, null);
        }
        else
        {
            NoteDeleted(path);
        }
    }

    private UnixFileMode Normal(string path, UnixFileMode mode) =>
        originals.Files.TryGetValue(path, out var original) ? original.Mode
        : FileModes.IsExecutable(mode) ? FileModes.PlainProgram
        : FileModes.Plain;

    private void Note(string path, ReadOnlyMemory<byte> content, UnixFileMode mode, DateTime written)
    {
        var digest = ContentDigest.Of(content.Span);
        _known[path] = new(content.Length, written, CopyPlacement.Now, digest);
        ContentDigest? before = originals.Files.TryGetValue(path, out var original) ? original.Digest : null;
        if (before == digest)
        {
            Changed = Changed.Remove(path);
        }
        else if (!Changed.TryGetValue(path, out var noted) || noted.Content is null || noted.Digest != digest)
        {
            Changed = Changed.SetItem(path, SnapshotFile.Written(before, content, mode));
        }
    }

    private void NoteDeleted(string path)
    {
        _known.Remove(path);
        Changed = originals.Files.TryGetValue(path, out var original)
            ? Changed.SetItem(path, SnapshotFile.Deleted(original.Digest, original.Mode))
            : Changed.Remove(path);
    }

    private void KeepOriginalLink(string path)
    {
        var full = FullPath(path);
        var target = new FileInfo(full).LinkTarget;
        if (!originals.Links.Any(l => l.Path == path && l.Target == target))
        {
            Dropped = Dropped.Add(new(path, $"it is a symbolic link to '{target}' that the original does not have"));
            File.Delete(full);
        }
    }

    /// <summary>Makes the folders above a file, removing what a program put in their way.</summary>
    private void PrepareFolder(string path)
    {
        var at = _folder;
        foreach (var name in path.Split('/')[..^1])
        {
            at = Path.Combine(at, name);
            if (Directory.Exists(at) && new DirectoryInfo(at).LinkTarget is null)
            {
                continue;
            }

            File.Delete(at);
            Directory.CreateDirectory(at);
        }
    }
}
