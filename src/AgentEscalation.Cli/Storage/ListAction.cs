using System.Text.Json;
using AgentEscalation.Cli.Run;
using AgentEscalation.Journal;
using AgentEscalation.Sqlite;
using Spectre.Console;

namespace AgentEscalation.Cli.Storage;

/// <summary>Does what <c>cases list</c> was asked to do.</summary>
internal static class ListAction
{
    public static async Task<int> RunAsync(SqliteJournal journal, CaseQuery query, OutputFormat format, Terminal terminal, CancellationToken token)
    {
        var cases = await journal.ListAsync(query, token).ToListAsync(token).ConfigureAwait(false);
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, json => Write(json, cases));
        }
        else if (cases.Count == 0)
        {
            terminal.Note("No such case.");
        }
        else
        {
            Show(cases, terminal);
        }

        return ExitCode.Done;
    }

    private static void Show(List<CaseSummary> cases, Terminal terminal)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("CASE", "STATUS", "LEVEL", "AGENT", "CHANGED", "TASK");
        foreach (var one in cases)
        {
            table.AddRow([.. new[]
            {
                one.CaseId.ToString(), one.Outcome?.ToString() ?? Words.Slug(one.Status), ((int)one.Level).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Printable.Line(one.Agent, 40), $"{one.Changed:u}", Printable.Line(one.Task, 60),
            }.Select(text => new Text(text) { Overflow = Overflow.Fold })]);
        }

        // A pipe has no width: a line is a case.
        terminal.Console.Profile.Width = terminal.IsInteractive ? terminal.Console.Profile.Width : 240;
        terminal.Console.Write(table);
    }

    private static void Write(Utf8JsonWriter json, List<CaseSummary> cases)
    {
        json.WriteStartObject();
        json.WriteStartArray("cases");
        foreach (var one in cases)
        {
            json.WriteStartObject();
            json.WriteString("id", one.CaseId.ToString());
            json.WriteString("status", Words.Slug(one.Status));
            json.WriteNumber("level", (int)one.Level);
            json.WriteString("agent", one.Agent);
            json.WriteString("class", one.Class);
            json.WriteString("task", one.Task);
            json.WriteNumber("events", one.Version);
            json.WriteString("opened", one.Opened);
            json.WriteString("changed", one.Changed);
            json.WriteString("outcome", one.Outcome?.ToString());
            if (one.Card is { } card)
            {
                json.WriteNumber("card", card);
                json.WriteString("expires", one.Expires!.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
