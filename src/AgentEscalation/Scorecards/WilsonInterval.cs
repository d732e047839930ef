namespace AgentEscalation.Scorecards;

/// <summary>A rate with its 95 % confidence interval by Wilson's score method, which stays sensible for few trials and for rates near
/// 0 and 1.</summary>
/// <param name="Rate">Successes by trials, 0 to 1; 0 when there were none.</param>
/// <param name="Low">Lower bound, 0 to <paramref name="Rate"/>.</param>
/// <param name="High">Upper bound, <paramref name="Rate"/> to 1.</param>
/// <param name="N">Trials.</param>
public readonly record struct WilsonInterval(double Rate, double Low, double High, int N)
{
    // The 97.5 % point of the normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The interval of a rate.</summary>
    /// <param name="successes">Successes, 0 to <paramref name="n"/>.</param>
    /// <param name="n">Trials, at least 0; without any the rate is 0 and the interval is 0 to 1.</param>
    /// <returns>The interval.</returns>
    public static WilsonInterval Of(int successes, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        if (n == 0)
        {
            return new(0, 0, 1, 0);
        }

        var rate = (double)successes / n;
        var weight = Z * Z / n;
        var centre = rate + (weight / 2);
        var spread = Z * Math.Sqrt(((rate * (1 - rate)) + (weight / 4)) / n);
        // At the ends the formula is exact but its rounding is not.
        return new(
            rate,
            successes == 0 ? 0 : Math.Max(0, (centre - spread) / (1 + weight)),
            successes == n ? 1 : Math.Min(1, (centre + spread) / (1 + weight)),
            n);
    }

    /// <summary>Such as <c>71.4 % [58.5, 81.6] n=56</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Rate * 100:0.0} % [{Low * 100:0.0}, {High * 100:0.0}] n={N}";
}
