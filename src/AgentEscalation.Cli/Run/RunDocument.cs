using System.Text.Encodings.Web;
using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Cli.Run;

/// <summary>The result of a run as one JSON document. Every member is always there; what does not apply is null.</summary>
internal static class RunDocument
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes the document.</summary>
    /// <param name="run">How the task ended, or that it waits.</param>
    /// <param name="to">Where to.</param>
    public static void Write(RunResult run, TextWriter to)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            var state = CaseState.From(run.Events.AsSpan());
            json.WriteStartObject();
            Outcome(json, run, state);
            Case(json, run);
            Report(json, run, state);
            Card(json, run);
            json.WriteString("diff", run.Diff);
            Usage(json, run.Usage);
            json.WriteEndObject();
        }

        to.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    /// <summary>What the run's kind is called: completed, resolved, waiting, unresolved or cancelled.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The word.</returns>
    public static string Kind(RunResult run) => run.Outcome is { } outcome ? Words.Slug(outcome.Kind) : "waiting";

    private static void Outcome(Utf8JsonWriter json, RunResult run, in CaseState state)
    {
        json.WriteStartObject("outcome");
        json.WriteString("kind", Kind(run));
        Number(json, "level", run.Outcome is { } outcome ? (int)outcome.Level : (int)state.Level);
        json.WriteNumber("attempts", state.AllAttempts);
        json.WriteString("verdict", LastVerdict(run));
        json.WriteString("reason", run.Outcome is { Reason: not UnresolvedReason.None and var reason } ? Words.Slug(reason) : null);
        json.WriteString("detail", run.Detail);
        json.WriteEndObject();
    }

    private static void Case(Utf8JsonWriter json, RunResult run)
    {
        if (run.CaseId is not { } id)
        {
            json.WriteNull("case");
            return;
        }

        json.WriteStartObject("case");
        json.WriteString("id", id.ToString());
        json.WriteStartArray("events");
        foreach (var e in run.Events)
        {
            CaseJson.Write(json, e);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Report(Utf8JsonWriter json, RunResult run, in CaseState state)
    {
        if (run.Events.IsEmpty)
        {
            json.WriteNull("report");
            return;
        }

        var report = CaseReport.Of(run.Events, state.Level < Level.PeerConsultation ? Level.PeerConsultation : state.Level);
        json.WriteStartObject("report");
        json.WriteString("problem", report.Problem);
        json.WriteString("attempted", report.Attempted.Value);
        json.WriteString("error", report.Error.Value);
        json.WriteString("context", report.Context.Value);
        json.WriteString("request", report.Request);
        json.WriteEndObject();
    }

    private static void Card(Utf8JsonWriter json, RunResult run)
    {
        if (run.Outcome is not null || DecisionCard.Of(run.Events) is not { } card)
        {
            json.WriteNull("card");
            return;
        }

        json.WriteStartObject("card");
        json.WriteNumber("number", card.Number);
        json.WriteString("expires", card.Expires);
        json.WriteString("safeDefault", card.SafeDefault);
        json.WriteStartArray("levels");
        foreach (var level in card.Levels)
        {
            json.WriteStringValue(level);
        }

        json.WriteEndArray();
        json.WriteStartArray("options");
        foreach (var option in card.Options)
        {
            Option(json, option);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Option(Utf8JsonWriter json, DecisionOption option)
    {
        json.WriteStartObject();
        json.WriteString("key", option.Key);
        json.WriteString("title", option.Title.Value);
        json.WriteString("description", option.Description.Value);
        json.WriteString("consequence", option.Consequence);
        if (option.Verified is { } verified)
        {
            json.WriteBoolean("verified", verified);
        }
        else
        {
            json.WriteNull("verified");
        }

        json.WriteEndObject();
    }

    private static void Usage(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("inputTokens", usage.InputTokens);
        json.WriteNumber("outputTokens", usage.OutputTokens);
        json.WriteNumber("calls", usage.Calls);
        json.WriteNumber("money", usage.Money);
        json.WriteEndObject();
    }

    private static string? LastVerdict(RunResult run)
    {
        if (run.IsVerified)
        {
            return Words.Slug(VerdictKind.Verified);
        }

        for (var i = run.Events.Length - 1; i >= 0; i--)
        {
            switch (run.Events[i])
            {
                case AttemptEnded ended:
                    return Words.Slug(ended.Verdict.Kind);
                case CaseOpened:
                    return Words.Slug(VerdictKind.Failed);
            }
        }

        return run.Outcome is { Reason: UnresolvedReason.Unverifiable } ? Words.Slug(VerdictKind.Unverifiable) : null;
    }

    private static void Number(Utf8JsonWriter json, string name, int value)
    {
        if (value == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, value);
        }
    }
}
