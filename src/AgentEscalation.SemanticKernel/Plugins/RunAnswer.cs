using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>The result of a run as a model reads it: level, attempts and verdict; what is left of an error; what to do next.</summary>
internal static class RunAnswer
{
    private const int MostFiles = 20;

    public static string Of(RunResult run) => Json.Of(run, Write);

    private static void Write(Utf8JsonWriter writer, RunResult run)
    {
        var outcome = run.Outcome;
        if (outcome is { } ended)
        {
            writer.WriteName("status", ended.Kind);
        }
        else
        {
            writer.WriteString("status", "waiting");
        }

        writer.WriteBoolean("verified", run.IsVerified);
        writer.WriteNumber("level", (int)(outcome?.Level ?? Level.UserDecision));
        var (attempts, last) = Attempts(run);
        writer.WriteNumber("attempts", attempts);
        writer.WriteName("verdict", run.IsVerified ? VerdictKind.Verified : last?.Verdict.Kind ?? VerdictKind.Unverifiable);
        writer.WriteText("summary", run.IsVerified ? last?.Verdict.Summary : null, Json.MostError);
        if (outcome is { Kind: OutcomeKind.Unresolved } unresolved)
        {
            writer.WriteName("reason", unresolved.Reason);
        }

        if (run.CaseId is { } id)
        {
            writer.WriteString("case", id.ToString());
        }

        WriteError(writer, run);
        WriteFiles(writer, run);
        writer.WriteText("detail", run.Detail, Json.MostError);
        writer.WriteText("next", Next(run), Json.MostError);
    }

    private static (int Count, AttemptEnded? Last) Attempts(RunResult run)
    {
        var count = 0;
        AttemptEnded? last = null;
        foreach (var happened in run.Events)
        {
            count += happened is AttemptStarted ? 1 : 0;
            last = happened as AttemptEnded ?? last;
        }

        return (count, last);
    }

    private static void WriteError(Utf8JsonWriter writer, RunResult run)
    {
        if (run.IsVerified || run.Events.IsEmpty)
        {
            return;
        }

        writer.WritePropertyName("error");
        writer.WriteStartObject();
        WriteFailure(writer, CaseState.From(run.Events.AsSpan()).LastFailure!);
        writer.WriteEndObject();
    }

    public static void WriteFailure(Utf8JsonWriter writer, Failure failure)
    {
        writer.WriteText("class", failure.Class, 200);
        writer.WriteText("code", failure.Code, 200);
        writer.WriteText("text", failure.Text.Value, Json.MostError);
        if (!failure.Others.IsDefaultOrEmpty)
        {
            writer.WriteNumber("others", failure.Others.Length);
        }
    }

    private static void WriteFiles(Utf8JsonWriter writer, RunResult run)
    {
        if (run.Files.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray(run.IsVerified ? "changed" : "patched");
        foreach (var file in run.Files.Take(MostFiles))
        {
            writer.WriteStringValue(file.Path);
        }

        writer.WriteEndArray();
    }

    private static string? Next(RunResult run) => run switch
    {
        { Ticket: { } ticket } =>
            $"A person has to decide on card {ticket.Card.Number} until {ticket.Card.Expires:u}; no function can. Say so to the user. "
            + $"{EscalationPlugin.Name}-{EscalationPlugin.CaseStatus} tells how the case stands.",
        { Outcome.Kind: OutcomeKind.Unresolved } =>
            "Nothing was changed in the workspace. Do not give the same task again; tell the user what stands in the way.",
        _ => null,
    };
}
