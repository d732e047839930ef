using System.Text.Json;
using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Agents;

/// <summary><c>agents list</c>.</summary>
internal static class ListAction
{
    public static int Run(IReadOnlyList<string> paths, OutputFormat format, Terminal terminal)
    {
        var catalog = paths.Count == 0 ? AgentCatalog.BuiltIn : AgentCatalog.Create(AgentPaths.Roots(paths, out _), builtIn: false);
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, w => WriteJson(w, catalog));
        }
        else
        {
            var width = catalog.Agents.Select(a => a.Name.Length).DefaultIfEmpty().Max();
            foreach (var agent in catalog.Agents)
            {
                var levels = agent.Protocol?.Levels.Length is > 0 and var n ? $"{n} levels" : "no ladder";
                terminal.Out.WriteLine($"{agent.Name.PadRight(width)}  {levels,-9}  {Printable.Of(FirstSentence(agent.Description))}");
            }
        }

        var left = catalog.Files.Count(f => f.Agent is null || catalog.Find(f.Agent.Name) != f.Agent);
        if (left > 0)
        {
            terminal.Note($"{left} file{(left == 1 ? " is" : "s are")} not listed: no agent, invalid, a duplicate or shadowed. `agents validate` says why.");
        }

        return ExitCode.Done;
    }

    private static void WriteJson(Utf8JsonWriter writer, AgentCatalog catalog)
    {
        writer.WriteStartArray();
        foreach (var agent in catalog.Agents)
        {
            writer.WriteStartObject();
            writer.WriteString("name", agent.Name);
            writer.WriteString("description", agent.Description);
            writer.WriteString("model", agent.Model);
            writer.WriteString("path", agent.Path);
            writer.WriteString("root", agent.Root);
            writer.WriteNumber("levels", agent.Protocol?.Levels.Length ?? 0);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string FirstSentence(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        line = end > 0 ? line[..(end + 1)] : line;
        return line.Length <= 100 ? line : line[..97] + "...";
    }
}
