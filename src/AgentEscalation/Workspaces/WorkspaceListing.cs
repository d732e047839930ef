using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>Which files of the user's folder belong to the workspace.</summary>
/// <param name="Files">Regular files, relative, sorted.</param>
/// <param name="Links">Symbolic links that stay inside, with the targets they get in a copy.</param>
/// <param name="Skipped">What is left out although nothing ignores it, and why.</param>
internal sealed record WorkspaceListing(
    ImmutableArray<string> Files, ImmutableArray<(string Path, string Target)> Links, ImmutableArray<SkippedFile> Skipped)
{
    public static async ValueTask<WorkspaceListing> ReadAsync(
        string root, WorkspaceOptions options, GitFiles git, CancellationToken cancellationToken)
    {
        // A folder that git ignores as a whole has no files for git, yet somebody asked for it.
        var listed = await git.ListAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } known
            ? FromGit(root, known, options)
            : FolderWalk.Files(root).Select(f => f.Path);

        var sorting = new Sorting(root, options);
        try
        {
            foreach (var path in listed)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sorting.Add(path);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new WorkspaceException($"The workspace '{root}' cannot be read: {WorkspaceException.Sentence(e)} Change its permissions.", e);
        }

        return sorting.Result();
    }

    private static IEnumerable<string> FromGit(string root, IReadOnlyCollection<string> listed, WorkspaceOptions options)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var path in listed)
        {
            var full = Path.Combine(root, path);
            if (Directory.Exists(full) && new DirectoryInfo(full.TrimEnd('/')).LinkTarget is null)
            {
                // Another repository inside this one, as submodule or just so.
                foreach (var inner in FolderWalk.Files(full))
                {
                    yield return $"{path.TrimEnd('/')}/{inner.Path}";
                }

                continue;
            }

            yield return path;
            folders.Add(Path.GetDirectoryName(path) ?? "");
        }

        foreach (var folder in folders)
        {
            foreach (var name in options.AlsoCopy)
            {
                var path = folder.Length == 0 ? name : $"{folder}/{name}";
                if (!listed.Contains(path) && File.Exists(Path.Combine(root, path)))
                {
                    yield return path;
                }
            }
        }
    }

    private sealed class Sorting(string root, WorkspaceOptions options)
    {
        private readonly List<string> _files = [];
        private readonly List<(string Path, string Target)> _links = [];
        private readonly List<SkippedFile> _skipped = [];
        private long _bytes;

        public void Add(string path)
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(ApplyJournal.NamePrefix, StringComparison.Ordinal))
            {
                return;
            }

            var info = new FileInfo(Path.Combine(root, path));
            if (info.LinkTarget is { } target)
            {
                AddLink(path, info.FullName, target);
            }
            else if (!info.Exists)
            {
                // Deleted in the work tree but known to git; or a name that is not UTF-8, which no path of ours can express.
                if (path.Contains('\uFFFD', StringComparison.Ordinal))
                {
                    _skipped.Add(new(path, "its name is not UTF-8"));
                }
            }
            else if (!Libc.IsRegularFile(info.FullName))
            {
                _skipped.Add(new(path, "it is a pipe, a socket or a device"));
            }
            else
            {
                _files.Add(path);
                _bytes += info.Length;
                Bound();
            }
        }

        public WorkspaceListing Result()
        {
            _files.Sort(StringComparer.Ordinal);
            _links.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
            return new([.. _files], [.. _links], [.. _skipped]);
        }

        private void AddLink(string path, string full, string target)
        {
            if (PathConfinement.Resolve(root, path, out _) is null)
            {
                _skipped.Add(new(path, $"it is a symbolic link to '{target}', outside the workspace"));
                return;
            }

            if (Path.IsPathRooted(target))
            {
                // In a copy an absolute target would lead back to the user's folder.
                target = Path.GetRelativePath(Path.GetDirectoryName(full)!, target);
            }

            _links.Add((path, target));
        }

        private void Bound()
        {
            if (_files.Count > options.MaxFiles)
            {
                throw new WorkspaceException(
                    $"The workspace '{root}' has more than {options.MaxFiles} files. Open a smaller folder, let git ignore what is not source, "
                    + $"or raise {nameof(WorkspaceOptions.MaxFiles)}.");
            }

            if (_bytes > options.MaxBytes)
            {
                throw new WorkspaceException(
                    $"The workspace '{root}' has more than {options.MaxBytes} bytes. Open a smaller folder, let git ignore what is not source, "
                    + $"or raise {nameof(WorkspaceOptions.MaxBytes)}.");
            }
        }
    }
}
