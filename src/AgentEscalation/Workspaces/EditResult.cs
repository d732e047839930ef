using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>What became of a set of edits: all of them are in the copy, or none is.</summary>
public sealed record EditResult
{
    /// <summary>Why nothing was done; empty when everything was.</summary>
    public ImmutableArray<EditRefusal> Refusals { get; init; } = [];

    /// <summary>The files that were changed, created or deleted, relative to the root.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Tells this set from another; the approach of an attempt.</summary>
    public EditDigest Digest { get; init; }

    /// <summary>The edits are in the copy.</summary>
    public bool Applied => Refusals.IsEmpty;
}
