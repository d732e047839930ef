using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>What a workspace may cost and what in it belongs to the verifier.</summary>
public sealed record WorkspaceOptions
{
    /// <summary>The defaults.</summary>
    public static WorkspaceOptions Default { get; } = new();

    /// <summary>Absolute path of the folder under which private copies are made; null means the user's own folder under the system's
    /// temporary one. It is created when missing, readable by its owner alone.</summary>
    public string? ScratchFolder { get; init; }

    /// <summary>The most files a workspace may have, ignored ones not counted; at least 1.</summary>
    /// <value>Default: 20,000.</value>
    public int MaxFiles { get; init; } = 20_000;

    /// <summary>The most bytes a workspace may have, ignored files not counted; at least 1.</summary>
    /// <value>Default: 512 MiB.</value>
    public long MaxBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>The most bytes a file may have after an edit; at least 1.</summary>
    /// <value>Default: 4 MiB.</value>
    public int MaxEditedFileBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Globs of the verifier's own inputs, relative to the root: <c>*</c> and <c>?</c> stay inside a name, <c>**</c> stands for
    /// any number of folders. Edits of these files are refused and their originals are used when judging. Empty by default.</summary>
    public ImmutableArray<string> Protected { get; init; } = [];

    /// <summary>Globs of files that may be edited although they are protected, wholly or in part. Empty by default.</summary>
    public ImmutableArray<string> MayEdit { get; init; } = [];

    /// <summary>Knows the protected parts inside files that are not protected as a whole; null when there are none.</summary>
    public IProtectedRegions? Regions { get; init; }

    /// <summary>Names of files that are copied from any folder of the workspace although git ignores them, for example a lock file. Empty
    /// by default.</summary>
    public ImmutableArray<string> AlsoCopy { get; init; } = [];

    /// <summary>Runs git, to learn what it ignores.</summary>
    public ICommandRunner Commands { get; init; } = new ProcessCommandRunner();

    /// <summary>Called between the steps of an apply, so that tests can stop at each of them.</summary>
    internal Action<string>? AtStep { get; init; }
}
