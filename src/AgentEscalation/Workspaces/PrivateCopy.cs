using System.Collections.Immutable;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>A copy of a workspace in which agents and tools may do what they like; the user's folder is not touched by anything here. One
/// caller at a time. Disposing deletes the folder and refuses everything that comes after.</summary>
public sealed class PrivateCopy : IDisposable
{
    private readonly Workspace _workspace;
    private readonly ScratchFolder _scratch;
    private readonly OriginalFiles _originals;
    private readonly CopyFiles _files;
    private readonly ProtectedInputs _inputs;
    private int _disposed;

    private PrivateCopy(Workspace workspace, ScratchFolder scratch, OriginalFiles originals, CopyFiles files, ImmutableArray<SkippedFile> skipped)
    {
        _workspace = workspace;
        _scratch = scratch;
        _originals = originals;
        _files = files;
        _inputs = workspace.Inputs;
        Skipped = skipped;
        Folder = FolderIn(scratch);
    }

    /// <summary>Absolute path of the copy's root, free of symbolic links; what tools run in.</summary>
    public string Folder { get; }

    /// <summary>What of the user's folder is not in the copy although nothing ignores it.</summary>
    public ImmutableArray<SkippedFile> Skipped { get; }

    /// <summary>What tools put into the copy and a scan removed, since no patch can carry it: links, pipes, files that are too large.</summary>
    public ImmutableArray<SkippedFile> Dropped => _files.Dropped;

    /// <summary>The files that exist as far as known: the last scan and the edits since, relative to the root, in ordinal order.</summary>
    public ImmutableArray<string> Files => [.. _files.Existing.Order(StringComparer.Ordinal)];

    /// <summary>The state as far as known: the last scan and the edits since. Costs nothing; <see cref="CaptureAsync"/> also sees what
    /// tools did.</summary>
    public Snapshot Current => new(_files.Changed);

    /// <summary>An absolute path for a path below the root.</summary>
    /// <param name="relative">Relative to the root; its file need not exist.</param>
    /// <param name="full">The path with all symbolic links followed.</param>
    /// <param name="error">Why there is none.</param>
    /// <returns>False when the path leaves the copy, by itself or through a symbolic link, or names a device.</returns>
    public bool TryResolve(string relative, out string full, out string? error)
    {
        ThrowIfDisposed();
        full = "";
        if (!WorkspacePath.TryParse(relative, out var path, out error))
        {
            return false;
        }

        if (PathConfinement.Resolve(Folder, path.ToString(), out error) is not { } real)
        {
            return false;
        }

        if (File.Exists(real) && !Libc.IsRegularFile(real))
        {
            error = $"'{relative}' is a pipe, a socket or a device.";
            return false;
        }

        full = real;
        return true;
    }

    /// <summary>An absolute path for a path below the root.</summary>
    /// <param name="relative">Relative to the root; its file need not exist.</param>
    /// <returns>The path with all symbolic links followed.</returns>
    /// <exception cref="WorkspaceException">The path leaves the copy or names a device.</exception>
    public string Resolve(string relative) => TryResolve(relative, out var full, out var error) ? full : throw new WorkspaceException(error!);

    /// <summary>A file's text as it is in the folder now.</summary>
    /// <param name="relative">Relative to the root.</param>
    /// <returns>The text, bytes that are no UTF-8 replaced; null when there is no such file.</returns>
    /// <exception cref="WorkspaceException">The path leaves the copy or names a device.</exception>
    public string? ReadText(string relative)
    {
        var full = Resolve(relative);
        return File.Exists(full) ? Encoding.UTF8.GetString(File.ReadAllBytes(full)) : null;
    }

    /// <summary>The original of a file.</summary>
    /// <param name="relative">Relative to the root.</param>
    /// <returns>Its bytes; null when the original has no such file.</returns>
    public byte[]? ReadOriginal(string relative)
    {
        ThrowIfDisposed();
        return WorkspacePath.TryParse(relative, out var path, out _) && _originals.Files.TryGetValue(path.ToString(), out var file)
            ? _originals.Read(file)
            : null;
    }

    /// <summary>A folder beside the copy for what tools want to keep, for example a build's target folder. It is deleted with the copy.</summary>
    /// <param name="name">One name.</param>
    /// <returns>Absolute path; the folder exists.</returns>
    public string CacheFolder(string name)
    {
        ThrowIfDisposed();
        if (!WorkspacePath.TryParse(name, out var path, out var error) || path.ToString().Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException(error ?? $"'{name}' is more than one name.", nameof(name));
        }

        return Directory.CreateDirectory(Path.Combine(_scratch.FullPath, "cache", path.ToString())).FullName;
    }

    /// <summary>Applies a set of edits: all of them, or none and the reasons.</summary>
    /// <param name="edits">The edits; ranges refer to the files as they are now.</param>
    /// <returns>What became of them.</returns>
    public EditResult Apply(params IEnumerable<FileEdit> edits)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(edits);
        var all = edits.ToImmutableArray();
        var admission = new EditAdmission(_files, _inputs, _workspace.Options.MaxEditedFileBytes);
        foreach (var file in all.GroupBy(e => WorkspacePath.TryParse(e.Path, out var path, out _) ? path.ToString() : e.Path, StringComparer.Ordinal))
        {
            admission.Add(file.Key, [.. file]);
        }

        return admission.Refusals.Count > 0
            ? new EditResult { Refusals = [.. admission.Refusals], Digest = EditDigest.Of(all) }
            : new EditResult { Files = admission.Write(), Digest = EditDigest.Of(all) };
    }

    /// <summary>Looks at the folder and remembers its state.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The state.</returns>
    public async ValueTask<Snapshot> CaptureAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        await _files.ScanAsync(everything: false, cancellationToken).ConfigureAwait(false);
        return Current;
    }

    /// <summary>Brings the folder to a state, whatever was done in it since. Only files that differ are written.</summary>
    /// <param name="snapshot">A state of a copy of the same original.</param>
    /// <param name="cancellationToken">Stops it before the first file is written.</param>
    /// <returns>When every file is as it was.</returns>
    /// <exception cref="WorkspaceException">The snapshot was taken from an original that was different in a file it changes.</exception>
    public async ValueTask RestoreAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        ArgumentNullException.ThrowIfNull(snapshot);
        ThrowIfOfAnotherOriginal(snapshot);
        await _files.ScanAsync(everything: false, cancellationToken).ConfigureAwait(false);
        _files.Restore(snapshot);
    }

    /// <summary>Puts the verifier's inputs back to what they are in the original: changed and deleted ones restored, added ones removed,
    /// protected regions inside other files as they were. To be called before every verification.</summary>
    /// <param name="cancellationToken">Stops it before the first file is written.</param>
    /// <returns>What was put back; empty when nothing had been touched.</returns>
    public async ValueTask<ImmutableArray<ProtectedChange>> PrepareForJudgingAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        await _files.ScanAsync(everything: true, cancellationToken).ConfigureAwait(false);
        return Judging.PutBack(_files, _inputs);
    }

    /// <summary>The change from the original to what the verifier sees: calls <see cref="PrepareForJudgingAsync"/> first, so that no patch
    /// carries a change of the verifier's inputs.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The patch.</returns>
    public async ValueTask<Patch> CreatePatchAsync(CancellationToken cancellationToken = default)
    {
        await PrepareForJudgingAsync(cancellationToken).ConfigureAwait(false);
        return Patch.Between(_originals, Current);
    }

    /// <summary>The digest of the user's folder as it was when it was copied.</summary>
    internal ValueTask<ulong?> FolderAsync(CancellationToken cancellationToken) => FolderDigest.OfAsync(_workspace.Root, _originals, cancellationToken);

    /// <summary>Another copy of the same original, whatever the user's folder holds by now: for trials side by side, or to go on without
    /// an abandoned attempt that may still write into this one.</summary>
    /// <param name="state">The state the new copy starts in; null for the original.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The new copy.</returns>
    public ValueTask<PrivateCopy> ForkAsync(Snapshot? state = null, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        ThrowIfOfAnotherOriginal(state ?? Snapshot.Original);
        var originals = _originals.Share();
        try
        {
            return ValueTask.FromResult(Make(_workspace, Skipped, state, (_, placement) =>
            {
                foreach (var (path, file) in originals.Files)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    placement.Place(path, originals.Read(file), file);
                }

                return originals;
            }));
        }
        catch
        {
            originals.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _scratch.Dispose();
            _originals.Dispose();
        }
    }

    internal static PrivateCopy Make(Workspace workspace, WorkspaceListing listing, CancellationToken cancellationToken) =>
        Make(workspace, listing.Skipped, null, (scratch, placement) => OriginalFiles.Read(
            workspace.Root, listing, Path.Combine(scratch.FullPath, "originals"), placement.Place, cancellationToken));

    private static PrivateCopy Make(
        Workspace workspace, ImmutableArray<SkippedFile> skipped, Snapshot? state, Func<ScratchFolder, CopyPlacement, OriginalFiles> place)
    {
        var scratch = ScratchFolder.Create(workspace.Options.ScratchFolder);
        OriginalFiles? originals = null;
        try
        {
            var folder = Directory.CreateDirectory(FolderIn(scratch)).FullName;
            var placement = new CopyPlacement(folder);
            originals = place(scratch, placement);
            var files = new CopyFiles(placement, originals, workspace.Git, workspace.Inputs, workspace.Options);
            files.PlaceLinks();
            files.Restore(state ?? Snapshot.Original);
            return new(workspace, scratch, originals, files, skipped);
        }
        catch (Exception e)
        {
            scratch.Dispose();
            originals?.Dispose();
            if (e is IOException)
            {
                throw new WorkspaceException(
                    $"The workspace '{workspace.Root}' could not be copied to '{scratch.FullPath}': {WorkspaceException.Sentence(e)} "
                    + $"Make room there, or set {nameof(WorkspaceOptions.ScratchFolder)}.", e);
            }

            throw;
        }
    }

    private static string FolderIn(ScratchFolder scratch) => Path.Combine(scratch.FullPath, "copy");

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);

    private void ThrowIfOfAnotherOriginal(Snapshot snapshot)
    {
        foreach (var (path, file) in snapshot.Changed)
        {
            ContentDigest? original = _originals.Files.TryGetValue(path, out var known) ? known.Digest : null;
            if (file.Original != original)
            {
                throw new WorkspaceException(
                    $"The snapshot changes '{path}', which was different in the original that it was taken from. Start from the original instead.");
            }
        }
    }
}
