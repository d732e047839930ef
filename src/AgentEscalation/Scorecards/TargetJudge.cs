using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>Holds a rate against a target.</summary>
internal static class TargetJudge
{
    private const double Z = 1.959963984540054;

    public static TargetVerdict Judge(in WilsonInterval rate, SuccessTarget? target)
    {
        if (target is not { } wanted)
        {
            return new(TargetVerdictKind.NoTarget);
        }

        var below = wanted.Kind == TargetKind.ArrivalsBelow;
        if (rate.N > 0 && (below ? rate.High < wanted.Fraction : rate.Low >= wanted.Fraction))
        {
            return new(TargetVerdictKind.Met);
        }

        return rate.N > 0 && (below ? rate.Low >= wanted.Fraction : rate.High < wanted.Fraction)
            ? new(TargetVerdictKind.Missed)
            : new(TargetVerdictKind.NotEnoughData, More(rate, wanted.Fraction));
    }

    /// <summary>Wilson's interval holds exactly the targets that a score test does not reject, so the number of trials at which a rate gets
    /// clear of a target is that of the test.</summary>
    private static long? More(in WilsonInterval rate, double target)
    {
        var distance = rate.Rate - target;
        if (rate.N == 0 || distance == 0)
        {
            return null;
        }

        var needed = Z * Z * target * (1 - target) / (distance * distance);
        return needed > 1e15 ? null : Math.Max(1, (long)Math.Floor(needed) + 1 - rate.N);
    }
}
