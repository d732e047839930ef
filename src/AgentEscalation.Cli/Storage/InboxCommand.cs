using System.CommandLine;
using AgentEscalation.Cli.Run;
using AgentEscalation.Decisions;
using AgentEscalation.Routing;
using AgentEscalation.Sqlite;

namespace AgentEscalation.Cli.Storage;

/// <summary><c>inbox</c>: the decision cards that wait.</summary>
internal static class InboxCommand
{
    private const string Details = """
        Examples:
          agent-escalation inbox
          agent-escalation inbox --storage /var/lib/app/escalation.db --format json
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Create(Terminal terminal)
    {
        var (storage, format) = (CaseStorage.Option(), CommonOptions.Format());
        var command = new DetailedCommand("inbox", "Shows the decision cards that wait, the soonest to expire first.", Details) { storage, format };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(
            parsed.GetRequiredValue(storage), journal => RunAsync(journal, parsed.GetValue(format), terminal, token)));
        return command;
    }

    /// <summary>The inbox of a file, in a process that works on no case.</summary>
    public static DecisionInbox Of(SqliteJournal journal) => EscalationRouter.Create(o => o.Journal(journal).Memory(null)).Decisions;

    private static async Task<int> RunAsync(SqliteJournal journal, OutputFormat format, Terminal terminal, CancellationToken token)
    {
        var tickets = await Of(journal).PendingAsync(token).ToListAsync(token).ConfigureAwait(false);
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("cards");
                foreach (var ticket in tickets)
                {
                    json.WriteStartObject();
                    json.WriteString("case", ticket.CaseId.ToString());
                    json.WriteString("agent", ticket.Card.Report.Agent);
                    json.WriteString("problem", ticket.Card.Report.Problem);
                    CaseDocument.CardMembers(json, ticket.Card);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCode.Done;
        }

        foreach (var ticket in tickets)
        {
            CardView.WriteWaiting(ticket.Card, terminal.Out);
        }

        terminal.Note(tickets.Count == 0 ? "Nothing waits." : $"{Words.Count(tickets.Count, "card waits", "cards wait")}.");
        return ExitCode.Done;
    }
}
