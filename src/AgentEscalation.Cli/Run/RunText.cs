using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cli.Scorecards;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Cli.Run;

/// <summary>The result of a run for people: how it ended, what changed or would change, and what to do next.</summary>
internal static class RunText
{
    private const int MostNotes = 1000;

    /// <summary>Writes the result.</summary>
    /// <param name="run">How the task ended, or that it waits.</param>
    /// <param name="agent">Who worked.</param>
    /// <param name="storage">The case file; null when the case is kept nowhere.</param>
    /// <param name="to">Where to.</param>
    public static void Write(RunResult run, string agent, string? storage, TextWriter to)
    {
        if (run.Ticket is { } ticket)
        {
            CardView.Write(ticket.Card, to);
        }
        else if (run.Outcome is { IsVerified: false, Kind: not OutcomeKind.Cancelled } && !run.Events.IsEmpty)
        {
            Report(CaseReport.Of(run.Events, Level.UserDecision), to);
        }

        Diff(run, to);
        to.WriteLine();
        to.WriteLine(Sentence(run, storage));
        if (run.IsVerified && Repair(run) is { } repair)
        {
            to.WriteLine($"Repair: {Printable.Line(repair.Notes.Value, MostNotes)}");
            to.WriteLine($"Verified: {Printable.Line(repair.Verdict.Summary ?? "the verifier passed")}");
        }

        if (!string.IsNullOrEmpty(run.Detail))
        {
            to.WriteLine(Printable.Of(run.Detail));
        }

        to.WriteLine();
        to.Write(ScorecardView.Total(ScorecardOf(run, agent)));
    }

    /// <summary>The attempt that was verified, when the specialist said what it changed and what that promises.</summary>
    internal static AttemptEnded? Repair(RunResult run) =>
        run.Events.OfType<AttemptEnded>().LastOrDefault() is { Verdict.IsVerified: true, Notes.IsEmpty: false } ended ? ended : null;

    private static Scorecard ScorecardOf(RunResult run, string agent) =>
        !run.Events.IsEmpty ? Scorecard.Of([CaseScore.Of(run.Events)])
        : run.IsVerified ? Scorecard.Of([], new Dictionary<string, long> { [agent] = 1 })
        : Scorecard.Empty;

    private static string Sentence(RunResult run, string? storage)
    {
        var attempts = Words.Count(CaseState.From(run.Events.AsSpan()).AllAttempts, "attempt", "attempts");
        return run.Outcome switch
        {
            null when storage is not null => $"Waiting for your decision: agent-escalation decide {run.CaseId} KEY --storage {storage}, then "
                + $"agent-escalation resume {run.CaseId} --storage {storage}. Your files are as they were.",
            null => "Waiting for your decision. Run again with --answer KEY to choose; your files are as they were.",
            { Kind: OutcomeKind.Completed } => "Completed: the verifier passed, there was nothing to repair.",
            { Kind: OutcomeKind.Resolved, Level: var level } => $"Resolved at level {(int)level} after {attempts}; verified and written.",
            { Kind: OutcomeKind.Cancelled } => "Cancelled; your files are as they were.",
            { Reason: var reason } => $"Unresolved: {Words.Of(reason)}. Your files are as they were.",
        };
    }

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="to">Where to.</param>
    public static void Report(CaseReport report, TextWriter to)
    {
        to.WriteLine();
        to.WriteLine($"Problem: {Printable.Of(report.Problem)}");
        foreach (var (title, text) in new[] { ("Attempted", report.Attempted.Value), ("Error", report.Error.Value), ("Context", report.Context.Value) })
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                to.WriteLine($"{title}:");
                to.WriteLine(Printable.Indent(text));
            }
        }
    }

    private static void Diff(RunResult run, TextWriter to)
    {
        if (run.Diff.Length == 0)
        {
            return;
        }

        to.WriteLine();
        to.WriteLine(run.IsVerified ? "Changed:" : "Best so far, not written:");
        to.Write(Printable.Of(run.Diff));
        if (!run.Diff.EndsWith('\n'))
        {
            to.WriteLine();
        }
    }
}
