using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

/// <summary>The private copy that a task's attempts work in, and the best state that it was in. One caller at a time.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly Workspace _workspace;
    private Snapshot _best = Snapshot.Original;
    private Snapshot _start = Snapshot.Original;

    private Workplace(Workspace workspace, PrivateCopy copy)
    {
        _workspace = workspace;
        Copy = copy;
    }

    /// <summary>Another place on the same folder, whose agent may edit more; in the best state of this one.</summary>
    /// <exception cref="WorkspaceException">The folder has changed in a file that the best state changes.</exception>
    public async ValueTask<Workplace> WithMoreAsync(ImmutableArray<string> mayEdit, CancellationToken cancellationToken)
    {
        var options = _workspace.Options with { MayEdit = [.. _workspace.Options.MayEdit, .. mayEdit] };
        var workspace = await Workspace.OpenAsync(_workspace.Root, options, cancellationToken).ConfigureAwait(false);
        var copy = await workspace.CopyAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await copy.RestoreAsync(_best, cancellationToken).ConfigureAwait(false);
            return new(workspace, copy) { _best = _best, _start = _start, Folder = Folder };
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Another place on the folder as it is now: in the best state of this one where that still fits, else as the folder is.</summary>
    public async ValueTask<Workplace> AnewAsync(ImmutableArray<string> mayEdit, CancellationToken cancellationToken)
    {
        try
        {
            return await WithMoreAsync(mayEdit, cancellationToken).ConfigureAwait(false);
        }
        catch (WorkspaceException)
        {
            var options = _workspace.Options with { MayEdit = [.. _workspace.Options.MayEdit, .. mayEdit] };
            var workspace = await Workspace.OpenAsync(_workspace.Root, options, cancellationToken).ConfigureAwait(false);
            return new(workspace, await workspace.CopyAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>What the folder was that the last card speaks of; null before there was one.</summary>
    public ulong? Folder { get; private set; }

    /// <summary>Reads what the folder was when it was copied.</summary>
    public async ValueTask<ulong?> ReadFolderAsync() => Folder = await Copy.FolderAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>The copy; another one after an attempt was abandoned in it.</summary>
    public PrivateCopy Copy { get; private set; }

    /// <summary>What the user's folder would become.</summary>
    public Patch? Patch { get; private set; }

    /// <summary>Opens the folder and copies it.</summary>
    /// <exception cref="WorkspaceException">It cannot be used as it is.</exception>
    public static async ValueTask<Workplace> OpenAsync(AgentTask task, Hands hands, CancellationToken cancellationToken)
    {
        var options = WorkspaceOptions.Default with { MayEdit = task.MayEdit };
        var workspace = await Workspace.OpenAsync(task.Workspace!, hands.RulesFor(task, options), cancellationToken).ConfigureAwait(false);
        return new(workspace, await workspace.CopyAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Goes on from the best state of an earlier process. What is in the user's folder already is left as it is.</summary>
    /// <returns>Empty; else the files that somebody has changed in the folder meanwhile, and the state is the original.</returns>
    public async ValueTask<ImmutableArray<string>> GoOnFromAsync(ImmutableArray<CaseFile> files)
    {
        var changed = ImmutableArray.CreateBuilder<string>();
        var best = Snapshot.NoFiles.ToBuilder();
        foreach (var file in files)
        {
            ContentDigest? now = Copy.ReadOriginal(file.Path) is { } bytes ? ContentDigest.Of(bytes) : null;
            ContentDigest? wanted = file.Content is { } content ? ContentDigest.Of(content.Span) : null;
            ContentDigest? was = ContentDigest.TryParse(file.Original, out var digest) ? digest : null;
            if (now == wanted)
            {
                continue;
            }

            if (now != was)
            {
                changed.Add(file.Path);
                continue;
            }

            var mode = (UnixFileMode)(file.Mode ?? (int)(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead));
            best[file.Path] = file.Content is { } text ? SnapshotFile.Written(was, text, mode) : SnapshotFile.Deleted(was!.Value, mode);
        }

        if (changed.Count == 0)
        {
            _best = _start = new(best.ToImmutable());
            await Copy.RestoreAsync(_best).ConfigureAwait(false);
        }

        return changed.ToImmutable();
    }

    /// <summary>What the first work left is where the ladder starts from, however bad: its failure describes it.</summary>
    public async ValueTask BeginAsync(bool worked)
    {
        if (worked)
        {
            _best = await Copy.CaptureAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await Copy.RestoreAsync(_best).ConfigureAwait(false);
        _start = _best;
    }

    /// <summary>Keeps the edits of an attempt, or goes back to the best state so far.</summary>
    /// <param name="better">Whether the attempt got further than any before.</param>
    /// <returns>The approach that the edits show, and the files when they were kept.</returns>
    public async ValueTask<(Approach Approach, ImmutableArray<CaseFile> Files)> SettleAsync(bool better)
    {
        var made = await Copy.CaptureAsync(CancellationToken.None).ConfigureAwait(false);

        var approach = Approaches.Of(_start, made);
        if (better)
        {
            _best = made;
        }
        else
        {
            await Copy.RestoreAsync(_best).ConfigureAwait(false);
        }

        _start = _best;
        return (approach, better ? FilesOf(_best) : default);
    }

    /// <summary>Goes on in a copy of its own, since an abandoned call may still write into the present one.</summary>
    public async ValueTask LeaveBehindAsync()
    {
        var left = Copy;
        Copy = await left.ForkAsync(_best).ConfigureAwait(false);
        left.Dispose();
    }

    /// <summary>A copy of the best state, to try something in.</summary>
    /// <param name="mayEdit">What may be edited there besides.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The copy; to be disposed.</returns>
    public async ValueTask<PrivateCopy> ForkAsync(ImmutableArray<string> mayEdit, CancellationToken cancellationToken) =>
        mayEdit.IsDefaultOrEmpty
            ? await Copy.ForkAsync(_best, cancellationToken).ConfigureAwait(false)
            : (await WithMoreAsync(mayEdit, cancellationToken).ConfigureAwait(false)).Copy;

    /// <summary>The files of the best state as they differ from the original.</summary>
    public ImmutableArray<CaseFile> BestFiles => FilesOf(_best);

    /// <summary>Makes the patch of the best state, without the verifier's inputs.</summary>
    public async ValueTask<Patch> MakePatchAsync()
    {
        await Copy.RestoreAsync(_best).ConfigureAwait(false);
        return Patch = await Copy.CreatePatchAsync().ConfigureAwait(false);
    }

    /// <summary>Writes the verified state to the user's folder.</summary>
    /// <returns>Null when it is there; else what stood in the way.</returns>
    public async ValueTask<(UnresolvedReason Reason, string Detail)?> ApplyAsync()
    {
        try
        {
            _best = await Copy.CaptureAsync().ConfigureAwait(false);
            var patch = Patch = await Copy.CreatePatchAsync().ConfigureAwait(false);
            var result = await _workspace.ApplyAsync(patch).ConfigureAwait(false);
            return result.Applied
                ? null
                : (UnresolvedReason.WorkspaceChanged,
                    $"Nothing was written: {string.Join(", ", result.Changed)} in '{_workspace.Root}' changed during the run. Apply the patch by hand, or run again.");
        }
        catch (Exception e) when (e is WorkspaceException or IOException or UnauthorizedAccessException)
        {
            return (UnresolvedReason.ApplyFailed, Intake.Line(e.Message));
        }
    }

    public void Dispose() => Copy.Dispose();

    private static ImmutableArray<CaseFile> FilesOf(Snapshot snapshot) => [.. snapshot.Changed.Select(f => new CaseFile(f.Key, f.Value.Content) { Original = f.Value.Original?.ToString(), Mode = (int)f.Value.Mode })];
}
