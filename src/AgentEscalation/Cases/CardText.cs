using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>The lines and keys of a card.</summary>
internal static class CardText
{
    /// <summary>As many as there are letters to type.</summary>
    private const int MostOptions = 26;

    public static ImmutableArray<DecisionOption> Keyed(ImmutableArray<DecisionOption> options)
    {
        var offered = options.IsDefault ? 0 : Math.Min(options.Length, MostOptions);
        var keyed = ImmutableArray.CreateBuilder<DecisionOption>(offered + 2);
        for (var i = 0; i < offered; i++)
        {
            keyed.Add(options[i] with { Key = ((char)('A' + i)).ToString() });
        }

        keyed.Add(DecisionOption.Retry);
        keyed.Add(DecisionOption.Stop);
        return keyed.MoveToImmutable();
    }

    public static ImmutableArray<string> Levels(CaseReport report)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        for (var level = Level.SelfRecovery; level <= Level.UserDecision; level++)
        {
            if (Line(report, level) is { } line)
            {
                lines.Add($"Level {(int)level}, {report.Policy[level].Title}: {line}");
            }
        }

        return lines.ToImmutable();
    }

    private static string? Line(CaseReport report, Level level)
    {
        List<string> parts = [];
        foreach (var given in report.Guidance)
        {
            if (given.Level == level)
            {
                parts.Add($"{given.Responder} {Said(given, level)}");
            }
        }

        var attempts = 0;
        ReportedAttempt? last = null;
        foreach (var attempt in report.Attempts)
        {
            if (attempt.Level == level)
            {
                attempts++;
                last = attempt;
            }
        }

        if (last is not null)
        {
            parts.Add($"{attempts} {(attempts == 1 ? "attempt" : "attempts")}, {End(last)}");
        }

        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static string Said(GivenGuidance given, Level level) => given.Guidance switch
    {
        null => "did not answer",
        { HigherUp: Level.UserDecision } => "said that the user has to decide",
        { HigherUp: { } higher } when higher > level => "said that it belongs higher up",
        _ => "answered",
    };

    private static string End(ReportedAttempt attempt) => attempt.Verdict switch
    {
        null => "the last one interrupted",
        { IsVerified: true } => "verified",
        { Failure: { } failure } when ReportedAttempt.Name(failure) is { Length: > 0 } name => $"the last one failed with {name}",
        { Failure: not null } => "the last one failed",
        _ => "the last one could not be verified",
    };
}
