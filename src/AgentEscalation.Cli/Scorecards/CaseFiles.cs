using System.Text;
using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Routing;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Cli.Scorecards;

/// <summary>Files of cases: one event a line, a case from its opening on. A task that had no case is one line of its own, so that it counts
/// as a task all the same.</summary>
internal static class CaseFiles
{
    private const string TaskEnded = "taskEnded";

    /// <summary>The lines of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="agent">Who worked.</param>
    /// <param name="time">Says when it ended, for a task without a case.</param>
    /// <returns>The lines, without their ends.</returns>
    public static IEnumerable<string> LinesOf(RunResult run, string agent, TimeProvider time)
    {
        if (!run.Events.IsEmpty)
        {
            return run.Events.Select(CaseJson.WriteLine);
        }

        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteNumber("v", CaseJson.Version);
            json.WriteString("kind", TaskEnded);
            json.WriteString("at", time.GetUtcNow());
            json.WriteString("agent", agent);
            json.WriteString("outcome", Run.RunDocument.Kind(run));
            json.WriteEndObject();
        }

        return [Encoding.UTF8.GetString(line.ToArray())];
    }

    /// <summary>Adds up files. A case that is in several of them counts once, as far as it is known best.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>The scorecard.</returns>
    /// <exception cref="BadInputException">One of them cannot be read, or a line is not an event.</exception>
    public static async ValueTask<Scorecard> ReadAsync(IEnumerable<string> paths, CancellationToken token)
    {
        Dictionary<CaseId, List<CaseEvent>> cases = [];
        Dictionary<string, long> completed = [];
        foreach (var path in paths)
        {
            await ReadAsync(path, cases, completed, token).ConfigureAwait(false);
        }

        return Scorecard.Of(cases.Values.Select(CaseScore.Of), completed);
    }

    private static async ValueTask ReadAsync(
        string path, Dictionary<CaseId, List<CaseEvent>> cases, Dictionary<string, long> completed, CancellationToken token)
    {
        var number = 0;
        List<CaseEvent>? open = null;
        try
        {
            await foreach (var line in File.ReadLinesAsync(path, token).ConfigureAwait(false))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                if (Ended(line) is { } task)
                {
                    if (task.Outcome == "completed")
                    {
                        completed[task.Agent] = completed.GetValueOrDefault(task.Agent) + 1;
                    }

                    continue;
                }

                var e = CaseJson.ReadLine(line);
                if (e is CaseOpened)
                {
                    Keep(open, cases);
                    open = [];
                }

                (open ?? throw new FormatException("A case begins with its caseOpened.")).Add(e);
            }
        }
        catch (FormatException e)
        {
            throw new BadInputException(e.Message, $"{path}:{number}", "Give files that `agent-escalation run --out` wrote.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"'{path}' cannot be read", e.Message.TrimEnd('.'), "Name a file that exists and may be read.");
        }

        Keep(open, cases);
    }

    private static void Keep(List<CaseEvent>? events, Dictionary<CaseId, List<CaseEvent>> cases)
    {
        if (events is [CaseOpened { CaseId: var id }, ..] && (!cases.TryGetValue(id, out var known) || known.Count < events.Count))
        {
            cases[id] = events;
        }
    }

    private static (string Agent, string Outcome)? Ended(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.ValueEquals(TaskEnded)
                && root.TryGetProperty("agent", out var agent) && agent.ValueKind == JsonValueKind.String
                && root.TryGetProperty("outcome", out var outcome) && outcome.ValueKind == JsonValueKind.String
                ? (agent.GetString()!, outcome.GetString()!)
                : null;
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not an event: {e.Message}", e);
        }
    }
}
