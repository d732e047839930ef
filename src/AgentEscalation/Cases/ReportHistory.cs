using System.Collections.Immutable;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>What a report reads out of the events, read once.</summary>
internal sealed record ReportHistory(ImmutableArray<ReportedAttempt> Attempts, ImmutableArray<GivenGuidance> Guidance)
{
    public static ReportHistory Of(ReadOnlySpan<CaseEvent> events)
    {
        CaseState state = default;
        var attempts = ImmutableArray.CreateBuilder<ReportedAttempt>();
        var guidance = ImmutableArray.CreateBuilder<GivenGuidance>();
        string? responder = null;
        foreach (var e in events)
        {
            if (!state.Apply(e))
            {
                continue;
            }

            switch (e)
            {
                case AttemptStarted started when attempts.Count == 0 || !Same(attempts[^1], started):
                    attempts.Add(new(started.Level, started.Number, null, Approach.Unknown, state.Guidance, responder, default));
                    break;
                case AttemptEnded ended when attempts.Count > 0:
                    attempts[^1] = attempts[^1] with
                    {
                        Verdict = ended.Verdict,
                        Approach = ended.Approach,
                        Notes = ended.Notes,
                        Elapsed = attempts[^1].Elapsed + ended.Elapsed,
                    };
                    break;
                case ConsultEnded consult:
                    guidance.Add(new(consult.Level, consult.Responder, consult.Guidance, consult.Fault));
                    responder = consult.Guidance is null ? responder : consult.Responder;
                    break;
                case Escalated:
                    responder = null;
                    break;
                case DecisionTaken decision:
                    responder = decision.By;
                    break;
                default:
                    break;
            }
        }

        return new(attempts.ToImmutable(), guidance.ToImmutable());
    }

    private static bool Same(ReportedAttempt attempt, AttemptStarted started) =>
        attempt.Level == started.Level && attempt.Number == started.Number;
}
