using System.Collections.Immutable;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using AgentEscalation.Rust.Measuring;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Cli.Eval;

/// <summary>The scorecard of a measurement. A corpus is climbed without a router, so the events that a router would have kept are told again
/// from the results; the rates are computed by the same fold as everywhere else.</summary>
internal static class EvalScorecard
{
    private const string Agent = "rust-pro";

    /// <summary>Adds up results.</summary>
    /// <param name="results">The results of one corpus.</param>
    /// <param name="levels">The highest level that was tried; above it a person would have been asked.</param>
    /// <returns>The scorecard against the targets of rust-pro.</returns>
    public static Scorecard Of(IEnumerable<CaseResult> results, int levels)
    {
        var policy = AgentCatalog.BuiltIn.PolicyFor(AgentCatalog.BuiltIn.Get(Agent)).Policy;
        var cases = new List<CaseScore>();
        var completed = 0L;
        foreach (var result in results)
        {
            if (result.Outcome == "completed")
            {
                completed++;
            }
            else
            {
                cases.Add(CaseScore.Of(EventsOf(result, policy, levels)));
            }
        }

        return Scorecard.Of(cases, new Dictionary<string, long> { [Agent] = completed });
    }

    private static List<CaseEvent> EventsOf(CaseResult result, EscalationPolicy policy, int levels)
    {
        var at = DateTimeOffset.UnixEpoch;
        var failure = new Failure { Text = result.Error ?? "", Class = result.Class, Code = result.Code };
        List<CaseEvent> events = [new CaseOpened(at, default, Agent, result.Name, policy, failure, null, TimeSpan.Zero, null, null)];
        var resolved = result.Outcome == "resolved";
        var last = (Level)Math.Max(result.Level, 1);
        for (var level = Level.SelfRecovery; level < last; level++)
        {
            events.Add(new AttemptStarted(at, level, 1));
            events.Add(Ended(level, Verdict.Failed(failure)));
            events.Add(new Escalated(at, level, level + 1, EscalationCause.AttemptsUsed, null));
        }

        events.Add(new AttemptStarted(at, last, 1));
        events.Add(Ended(last, resolved ? Verdict.Verified : Verdict.Failed(failure), TimeSpan.FromSeconds(result.Seconds)));
        if (!resolved && result.Outcome != "unverifiable" && levels == (int)Level.ArchitectureReview)
        {
            events.Add(new Escalated(at, last, Level.UserDecision, EscalationCause.AttemptsUsed, null));
            last = Level.UserDecision;
        }

        var reason = result.Outcome == "unverifiable" ? UnresolvedReason.Unverifiable : UnresolvedReason.LadderExhausted;
        events.Add(new CaseClosed(at, resolved ? Outcome.Resolved(last) : Outcome.Unresolved(reason, last)));
        return events;

        AttemptEnded Ended(Level level, Verdict verdict, TimeSpan elapsed = default) =>
            new(at, level, 1, verdict, Approach.Unknown, verdict.IsVerified, null, null, Usage.None, elapsed, ImmutableArray<CaseFile>.Empty);
    }
}
