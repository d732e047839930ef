using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>What a specialist says of its own attempt. Nothing of it counts as success.</summary>
public readonly record struct AttemptResult
{
    /// <summary>Digest of what was done; unknown: the router makes one from the edits.</summary>
    public Approach Approach { get; init; }

    /// <summary>True when the specialist says itself that it did not get there; the claim gap does not count it then.</summary>
    public bool GaveUp { get; init; }

    /// <summary>The level that this belongs to, when the specialist says so; null otherwise.</summary>
    public Level? HigherUp { get; init; }

    /// <summary>Id of the trigger it names; null when it names none.</summary>
    public string? Trigger { get; init; }

    /// <summary>What was learned, for the report: what was tried, what it showed, what to try next. Empty when there is nothing to say.</summary>
    public UntrustedText Notes { get; init; }

    /// <summary>Why there is nothing to judge, for example since nobody could be asked: the attempt has failed with it and the verifier is not
    /// asked. Null: the verifier judges.</summary>
    public Failure? Failure { get; init; }

    /// <summary>What it used of the envelope; null when nothing.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The value it made, for tasks that have one.</summary>
    public object? Value { get; init; }
}
