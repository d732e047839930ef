using System.Collections.Immutable;

namespace AgentEscalation.Policies;

/// <summary>What happens to a decision card that nobody answered in time.</summary>
public enum OnExpiry
{
    /// <summary>The card's safe default is taken: stop and restore.</summary>
    Default = 0,

    /// <summary>The task ends Unresolved.</summary>
    Unresolved = 1,
}

/// <summary>The rules of one level, complete: nothing here is unknown.</summary>
public sealed record LevelPolicy
{
    /// <summary>The level these rules are for.</summary>
    public required Level Level { get; init; }

    /// <summary>What people read, for example "Self-recovery".</summary>
    public required string Title { get; init; }

    /// <summary>Who answers, in the order in which they are asked. Empty at level 1, where the specialist's own table answers, and at
    /// level 4, where the user does. Empty at level 2 or 3 means that nobody answers there and the level is passed.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>How many tries the specialist has at this level, 1 to 20. At level 4 every decision buys one.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>Time for the level's consults, work and verification together; more than 0. At level 4 the time of one attempt.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What the level's consults and attempts may use together; it only narrows the task's envelope. At level 4 what one attempt
    /// may use.</summary>
    public Envelope Envelope { get; init; } = Envelope.Unlimited;

    /// <summary>What the level's success rate is measured against; null when it is not measured against anything.</summary>
    public SuccessTarget? Target { get; init; }

    /// <summary>Reasons to come here directly.</summary>
    public ImmutableArray<Trigger> Triggers { get; init; } = [];

    /// <summary>Level 4: the most cards a case may issue, 0 to 3; with 0 nobody is asked and the ladder ends below this level.</summary>
    public int Cards { get; init; } = 3;

    /// <summary>Level 4: how long a card waits for its answer; more than 0.</summary>
    public TimeSpan Expires { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Level 4: what happens when it was not answered by then.</summary>
    public OnExpiry OnExpiry { get; init; }
}
