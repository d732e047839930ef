using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cli.Run;
using AgentEscalation.Policies;

namespace AgentEscalation.Cli.Storage;

/// <summary>Does what <c>cases show</c> was asked to do.</summary>
internal static class ShowAction
{
    public static int Run(CaseEvent[] events, bool withEvents, OutputFormat format, Terminal terminal)
    {
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, json =>
            {
                json.WriteStartObject();
                StateDocument.Write(json, "state", events);
                CaseDocument.Report(json, events);
                CaseDocument.Card(json, CardOf(events));
                if (withEvents)
                {
                    CaseDocument.Events(json, events);
                }

                json.WriteEndObject();
            });
            return ExitCode.Done;
        }

        foreach (var line in StateText.Of(events))
        {
            terminal.Out.WriteLine(line);
        }

        if (withEvents)
        {
            Events(events, terminal.Out);
        }

        if (CardOf(events) is { } card)
        {
            CardView.WriteWaiting(card, terminal.Out);
        }
        else
        {
            RunText.Report(CaseReport.Of(events, Level.UserDecision), terminal.Out);
        }

        return ExitCode.Done;
    }

    private static DecisionCard? CardOf(CaseEvent[] events) =>
        CaseState.From(events).Status == CaseStatus.Waiting ? DecisionCard.Of(events) : null;

    private static void Events(CaseEvent[] events, TextWriter to)
    {
        to.WriteLine();
        var lines = new EventLines();
        for (var i = 0; i < events.Length; i++)
        {
            to.WriteLine($"{i + 1,4}  {events[i].At:u}  {lines.Of(events[i]) ?? Words.Slug(events[i])}");
        }
    }
}
