using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>What became of a patch: the user's folder has all of it, or none because somebody changed files meanwhile.</summary>
public sealed record ApplyResult
{
    /// <summary>The files that were written or deleted, relative to the root; empty when nothing was.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>The files that are no longer what was copied, relative to the root; nothing was written because of them.</summary>
    public ImmutableArray<string> Changed { get; init; } = [];

    /// <summary>The user's folder has the patch.</summary>
    public bool Applied => Changed.IsEmpty;
}
