namespace AgentEscalation.Policies;

/// <summary>What a <see cref="SuccessTarget"/> is a percentage of.</summary>
public enum TargetKind
{
    /// <summary>Cases resolved at this level, of all cases that entered it. The base that level 1 uses: "70 % of errors".</summary>
    ResolvedAtLevel = 0,

    /// <summary>Cases resolved at this level, of those that the levels below left over: "80 % of remaining errors".</summary>
    ResolvedOfRemaining = 1,

    /// <summary>An upper bound on arrivals at this level, of all tasks: "less than 2 % of tasks reach here".</summary>
    ArrivalsBelow = 2,
}

/// <summary>The success rate that a level is measured against.</summary>
/// <param name="Kind">What the percentage is of.</param>
/// <param name="Percent">The target in percent, 0 to 100.</param>
public readonly record struct SuccessTarget(TargetKind Kind, double Percent)
{
    /// <summary>The target as a fraction, 0 to 1.</summary>
    public double Fraction => Percent / 100;

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        TargetKind.ArrivalsBelow => $"< {Percent:0.##} % of tasks",
        TargetKind.ResolvedOfRemaining => $"{Percent:0.##} % of remaining",
        _ => $"{Percent:0.##} %",
    };
}
