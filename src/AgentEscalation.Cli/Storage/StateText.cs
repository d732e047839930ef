using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cli.Run;

namespace AgentEscalation.Cli.Storage;

/// <summary>How a case stands, for people.</summary>
internal static class StateText
{
    /// <summary>The lines about a case.</summary>
    /// <param name="events">Its events up to a moment.</param>
    /// <returns>One line a fact.</returns>
    public static IEnumerable<string> Of(CaseEvent[] events)
    {
        var state = CaseState.From(events);
        yield return $"Case {state.CaseId} of {Printable.Line(state.Agent)}: {Stands(in state)}";
        yield return $"Task: {Printable.Line(state.Task)}";
        yield return $"Opened {state.Opened!.At:u}, changed {events[^1].At:u}, {Words.Count(events.Length, "event", "events")}";
        if (state.Opened.Workspace is { } workspace)
        {
            yield return $"Workspace: {Printable.Line(workspace)}";
        }

        yield return $"Attempts: {state.AllAttempts}; used: {state.Usage.Calls} model calls, {state.Usage.Tokens} tokens";
    }

    private static string Stands(in CaseState state) => state.Status switch
    {
        CaseStatus.Closed => $"closed, {state.Outcome}",
        CaseStatus.Waiting => $"waits for a decision on card {state.CardsIssued}",
        _ => $"open at level {(int)state.Level}",
    };
}
