namespace AgentEscalation.Workspaces;

/// <summary>A folder of the user's that agents may work on. It is read to make private copies and written once, by
/// <see cref="ApplyAsync"/>. Thread-safe.</summary>
public sealed class Workspace
{
    private Workspace(string root, WorkspaceOptions options, InterruptedApply interrupted)
    {
        Root = root;
        Options = options;
        Interrupted = interrupted;
        Git = new(root, options.Commands);
        Inputs = new(options);
    }

    /// <summary>Absolute path of the folder, free of symbolic links.</summary>
    public string Root { get; }

    /// <summary>As given to <see cref="OpenAsync"/>.</summary>
    public WorkspaceOptions Options { get; }

    /// <summary>What opening found of an earlier apply that was interrupted.</summary>
    public InterruptedApply Interrupted { get; }

    internal GitFiles Git { get; }

    internal ProtectedInputs Inputs { get; }

    /// <summary>Opens a folder: checks that it can be copied and written to, and finishes or undoes an apply that was interrupted in it.</summary>
    /// <param name="path">The folder; a relative path is taken from the current directory.</param>
    /// <param name="options">Limits and the verifier's inputs; null for <see cref="WorkspaceOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The workspace.</returns>
    /// <exception cref="WorkspaceException">The folder is missing, a file, not readable, read-only, reached through a symbolic link, or too
    /// big.</exception>
    public static async ValueTask<Workspace> OpenAsync(
        string path, WorkspaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= WorkspaceOptions.Default;
        var root = UserFolder.Check(path, options);
        var interrupted = await RecoverAsync(root, cancellationToken).ConfigureAwait(false);
        var workspace = new Workspace(root, options, interrupted);
        await WorkspaceListing.ReadAsync(root, options, workspace.Git, cancellationToken).ConfigureAwait(false);
        return workspace;
    }

    /// <summary>Copies the folder as it is now, without what git ignores; without git, without what builds make.</summary>
    /// <param name="cancellationToken">Stops it; nothing is left behind.</param>
    /// <returns>The copy; to be disposed.</returns>
    /// <exception cref="WorkspaceException">A file cannot be read, the folder has become too big, or there is no room for the copy.</exception>
    public async ValueTask<PrivateCopy> CopyAsync(CancellationToken cancellationToken = default)
    {
        var listing = await WorkspaceListing.ReadAsync(Root, Options, Git, cancellationToken).ConfigureAwait(false);
        return PrivateCopy.Make(this, listing, cancellationToken);
    }

    /// <summary>Writes a patch to the folder, all of it or nothing, whatever happens meanwhile. Applies to one folder wait for one
    /// another, over all processes.</summary>
    /// <param name="patch">From a copy of this folder.</param>
    /// <param name="cancellationToken">Stops it until everything is prepared; after that it is finished.</param>
    /// <returns>Applied, or the files that somebody has changed since they were copied.</returns>
    /// <exception cref="WorkspaceException">The folder cannot be written to, for example because the disk is full; it is as it was.</exception>
    public async ValueTask<ApplyResult> ApplyAsync(Patch patch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(patch);
        if (patch.IsEmpty)
        {
            return new();
        }

        using var held = await FolderLock.TakeAsync(Root, cancellationToken).ConfigureAwait(false);
        var apply = new JournaledApply(Root, Options.AtStep);
        if (ApplyJournal.Exists(Root))
        {
            apply.Recover();
        }

        return apply.Run(patch, cancellationToken);
    }

    /// <summary>Also looks above the folder: an apply may have been interrupted in a workspace that contains this one.</summary>
    private static async ValueTask<InterruptedApply> RecoverAsync(string root, CancellationToken cancellationToken)
    {
        var found = InterruptedApply.None;
        for (var at = root; at is not null; at = Path.GetDirectoryName(at))
        {
            if (!ApplyJournal.Exists(at))
            {
                continue;
            }

            using var held = await FolderLock.TakeAsync(at, cancellationToken).ConfigureAwait(false);
            try
            {
                var recovered = new JournaledApply(at, null).Recover();
                found = recovered == InterruptedApply.None ? found : recovered;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new WorkspaceException($"An interrupted apply in '{at}' could not be finished: {WorkspaceException.Sentence(e)} Make room or permissions there.", e);
            }
        }

        return found;
    }
}
