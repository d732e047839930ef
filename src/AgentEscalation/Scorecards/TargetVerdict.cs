namespace AgentEscalation.Scorecards;

/// <summary>The kinds of <see cref="TargetVerdict"/>.</summary>
public enum TargetVerdictKind
{
    /// <summary>There is nothing to measure against.</summary>
    NoTarget = 0,

    /// <summary>The near bound of the interval is on the good side of the target.</summary>
    Met = 1,

    /// <summary>The far bound of the interval is on the bad side of the target.</summary>
    Missed = 2,

    /// <summary>The target lies within the interval: nothing can be said yet.</summary>
    NotEnoughData = 3,
}

/// <summary>What a rate says about its target.</summary>
/// <param name="Kind">Which verdict this is.</param>
/// <param name="More">For NotEnoughData: how many more it takes at today's rate; null when there is no rate yet or no number would do,
/// since the rate is the target.</param>
public readonly record struct TargetVerdict(TargetVerdictKind Kind, long? More = null)
{
    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        TargetVerdictKind.Met => "met",
        TargetVerdictKind.Missed => "missed",
        TargetVerdictKind.NotEnoughData when More is { } more => $"not enough data ({more} more at today's rate)",
        TargetVerdictKind.NotEnoughData => "not enough data",
        _ => "no target",
    };
}
