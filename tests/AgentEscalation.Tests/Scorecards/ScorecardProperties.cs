using AgentEscalation.Policies;
using AgentEscalation.Scorecards;
using AgentEscalation.Tests.Cases;
using CsCheck;

namespace AgentEscalation.Tests.Scorecards;

public sealed class ScorecardProperties
{
    private static readonly Gen<SuccessTarget> AnyTarget = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 100]).Select((kind, percent) => new SuccessTarget((TargetKind)kind, percent));

    [Fact]
    public void The_verdict_is_what_the_bounds_say() => Rates((rate, target) =>
    {
        var verdict = TargetJudge.Judge(rate, target).Kind;
        var fraction = target.Fraction;
        return target.Kind == TargetKind.ArrivalsBelow
            ? verdict == (rate.N > 0 && rate.High < fraction ? TargetVerdictKind.Met : rate.N > 0 && rate.Low >= fraction ? TargetVerdictKind.Missed : TargetVerdictKind.NotEnoughData)
            : verdict == (rate.N > 0 && rate.Low >= fraction ? TargetVerdictKind.Met : rate.N > 0 && rate.High < fraction ? TargetVerdictKind.Missed : TargetVerdictKind.NotEnoughData);
    });

    /// <summary>Counted in rates that need not be whole numbers of cases, as "at today's rate" says.</summary>
    [Fact]
    public void So_many_more_at_todays_rate_are_enough_and_not_one_fewer() => Rates((rate, target) =>
    {
        if (TargetJudge.Judge(rate, target) is not { Kind: TargetVerdictKind.NotEnoughData, More: { } more } || more > 1_000_000)
        {
            return true;
        }

        return Clear(rate.Rate, rate.N + more, target.Fraction) && (more == 1 || !Clear(rate.Rate, rate.N + more - 1, target.Fraction));
    });

    [Fact]
    public void The_sums_of_parts_are_the_sum() => Cases(cases =>
    {
        var half = cases.Length / 2;
        var merged = Scorecard.Merge(Scorecard.Of(cases[..half]), Scorecard.Of(cases[half..]));
        return merged.ToText() == Scorecard.Of(cases).ToText();
    });

    [Fact]
    public void The_order_of_cases_does_not_matter() => Cases(cases => Scorecard.Of(cases).ToText() == Scorecard.Of(cases.Reverse()).ToText());

    [Fact]
    public void Nobody_is_counted_twice_or_not_at_all() => Cases(cases =>
    {
        var total = Scorecard.Of(cases).Total;
        var levels = total.Levels;
        return total.Resolved + total.Unresolved + total.Open + total.Cancelled + total.Unverifiable == cases.Length
            && levels.Sum(level => level.Resolved) == total.Resolved
            && levels[0].Entered == total.Resolved + total.Unresolved
            && levels.All(level => level.Resolved <= level.Entered)
            && levels[3].Entered == cases.Count(score => score.Arrived)
            && total.Tasks >= levels[3].Entered;
    });

    [Fact]
    public void A_level_above_is_entered_only_by_what_a_level_below_left_unresolved() => Cases(cases =>
    {
        var levels = Scorecard.Of(cases).Total.Levels;
        return levels[1].Entered <= levels[0].Entered - levels[0].Resolved
            && levels[2].Entered <= levels[0].Entered - levels[0].Resolved - levels[1].Resolved;
    });

    private static bool Clear(double rate, long n, double target)
    {
        const double Z = 1.959963984540054;
        var weight = Z * Z / n;
        var spread = Z * Math.Sqrt(((rate * (1 - rate)) + (weight / 4)) / n);
        var low = (rate + (weight / 2) - spread) / (1 + weight);
        var high = (rate + (weight / 2) + spread) / (1 + weight);
        return rate == 0 ? high < target : rate == 1 ? low > target : rate > target ? low > target - 1e-12 : high < target + 1e-12;
    }

    private static void Rates(Func<WilsonInterval, SuccessTarget, bool> holds) =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 500], AnyTarget).Sample(
            (a, b, target) => holds(WilsonInterval.Of(Math.Min(a, b), Math.Max(a, b)), target), iter: 10_000, threads: 2);

    private static void Cases(Func<CaseScore[], bool> holds) =>
        Wander.Any.Array[0, 6].Select(wanders => wanders.Select(Score).ToArray()).Sample(holds, iter: 2_000, threads: 2);

    /// <summary>Some cases are looked at before they have ended.</summary>
    private static CaseScore Score(Wander wander) => CaseScore.Of(
        wander.Choice(4) == 0 ? wander.All.AsSpan(0, 1 + wander.Choice(wander.Events.Count)) : wander.All);
}
