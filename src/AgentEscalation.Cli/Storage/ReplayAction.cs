using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cli.Run;

namespace AgentEscalation.Cli.Storage;

/// <summary>Does what <c>cases replay</c> was asked to do.</summary>
internal static class ReplayAction
{
    public static int Run(CaseEvent[] events, int? at, OutputFormat format, Terminal terminal)
    {
        if (at is { } number && (number < 1 || number > events.Length))
        {
            throw new BadInputException($"The case has no event {number}", "--at", $"Name one of 1 to {events.Length}.");
        }

        var (first, last) = at is { } one ? (one, one) : (1, events.Length);
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("states");
                for (var n = first; n <= last; n++)
                {
                    StateDocument.Write(json, null, events.AsSpan(0, n));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCode.Done;
        }

        Show(events, first, last, terminal.Out);
        return ExitCode.Done;
    }

    private static void Show(CaseEvent[] events, int first, int last, TextWriter to)
    {
        var lines = new EventLines();
        var state = default(CaseState);
        for (var n = 1; n <= last; n++)
        {
            state.Apply(events[n - 1]);
            var line = lines.Of(events[n - 1]) ?? Words.Slug(events[n - 1]);
            if (n >= first)
            {
                to.WriteLine($"{n,4}  {events[n - 1].At:u}  {line}");
                to.WriteLine($"      {Words.Slug(state.Status)}, level {(int)state.Level}, {Words.Count(state.AllAttempts, "attempt", "attempts")}"
                    + $"{(state.Verified ? ", verified" : "")}{(state.Status == CaseStatus.Waiting ? $", card {state.CardsIssued}" : "")}");
            }
        }
    }
}
