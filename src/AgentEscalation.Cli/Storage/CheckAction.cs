using System.Text.Json;
using AgentEscalation.Cli.Run;
using AgentEscalation.Sqlite;
using AgentEscalation.Sqlite.Upkeep;

namespace AgentEscalation.Cli.Storage;

/// <summary>Does what <c>cases check</c> was asked to do.</summary>
internal static class CheckAction
{
    public static async Task<int> RunAsync(string file, OutputFormat format, Terminal terminal, CancellationToken token)
    {
        CaseStorage.Require(file);
        CheckReport report;
        try
        {
            report = await SqliteJournal.CheckAsync(CaseStorage.ConnectionOf(file), token).ConfigureAwait(false);
        }
        catch (CaseStorageException e)
        {
            throw CaseStorage.Unusable(e);
        }

        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, json => Write(json, report));
        }
        else
        {
            foreach (var finding in report.Findings)
            {
                var where = finding.CaseId is { } id ? finding.Event is { } e ? $"case {id}, event {e}: " : $"case {id}: " : "";
                terminal.Out.WriteLine($"{where}{Printable.Line(finding.Message, 400)}");
            }

            terminal.Out.WriteLine(
                $"{Words.Count((int)report.Cases, "case", "cases")} with {Words.Count((int)report.Events, "event", "events")} read: "
                + (report.IsSound ? "nothing is wrong." : $"{Words.Count(report.Findings.Length, "finding", "findings")}. Keep a copy of the file, and compare it with the last backup."));
        }

        return report.IsSound ? ExitCode.Done : ExitCode.Broken;
    }

    private static void Write(Utf8JsonWriter json, CheckReport report)
    {
        json.WriteStartObject();
        json.WriteBoolean("sound", report.IsSound);
        json.WriteNumber("cases", report.Cases);
        json.WriteNumber("events", report.Events);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("case", finding.CaseId?.ToString());
            if (finding.Event is { } e)
            {
                json.WriteNumber("event", e);
            }
            else
            {
                json.WriteNull("event");
            }

            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
