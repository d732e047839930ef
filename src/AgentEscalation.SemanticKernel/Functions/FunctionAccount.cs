using System.Text.Json;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Routing;
using AgentEscalation.SemanticKernel.Plugins;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>What a caller gets instead of a result: what failed, how often it was called and why not more often, what was advised, how the case
/// stands, what to do next.</summary>
internal static class FunctionAccount
{
    /// <summary>The keys of what a resolved result has in its metadata.</summary>
    public const string CaseKey = "agent_escalation.case.id";
    public const string LevelKey = "agent_escalation.level";
    public const string ChangedKey = "agent_escalation.changed_arguments";

    private const int MostAdvice = 4;

    public static string Of(FunctionCall call, RunResult run) => Json.Of((call, run), static (writer, state) =>
    {
        var (call, run) = state;
        Begin(writer, run.Ticket is null ? "unresolved" : "waiting", call);
        if (run.CaseId is { } id)
        {
            writer.WriteString("case", id.ToString());
        }

        WriteAdvice(writer, run);
        writer.WriteString("next", Next(call, run));
    });

    public static string NotClimbed(FunctionCall call, string why) => Json.Of((call, why), static (writer, state) =>
    {
        Begin(writer, "unresolved", state.call);
        writer.WriteText("detail", state.why, Json.MostError);
        writer.WriteString("next", "Go on without this function, or tell the user what stands in the way.");
    });

    /// <summary>The same function failed once more for the same message of the user.</summary>
    public static string Again(FunctionCall call, string? earlier) => earlier ?? Json.Of(call, static (writer, call) =>
    {
        Begin(writer, "unresolved", call);
        writer.WriteString(
            "next",
            $"This function failed {Conversation.MostClimbs} times for this request in different ways; nobody is consulted again. Stop calling it and tell the user.");
    });

    /// <summary>The result as the function gave it, with a trail of how it came about.</summary>
    public static FunctionResult WithTrail(FunctionResult result, RunResult run, FunctionCall call)
    {
        var metadata = result.Metadata is { } own ? new Dictionary<string, object?>(own) : [];
        metadata[CaseKey] = run.CaseId?.ToString();
        metadata[LevelKey] = (int)run.Outcome!.Value.Level;
        metadata[ChangedKey] = string.Join(", ", call.Changed);
        return new(result) { Metadata = metadata };
    }

    private static void Begin(Utf8JsonWriter writer, string status, FunctionCall call)
    {
        writer.WriteString("status", status);
        writer.WriteString("function", FunctionName.Of(call.Function));
        writer.WriteStartObject("error");
        writer.WriteText("class", call.Failure.Class, 200);
        writer.WriteText("code", call.Failure.Code, 200);
        writer.WriteText("text", Redactor.Redact(call.Failure.Text).Value, Json.MostError);
        writer.WriteEndObject();
        writer.WriteNumber("calls", call.Calls);
        writer.WriteText("notCalledAgain", call.NotCalled, Json.MostError);
    }

    private static void WriteAdvice(Utf8JsonWriter writer, RunResult run)
    {
        var given = run.Events.OfType<ConsultEnded>().Where(consult => consult.Guidance is not null).TakeLast(MostAdvice).ToList();
        if (given.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("advice");
        foreach (var consult in given)
        {
            writer.WriteStartObject();
            writer.WriteNumber("level", (int)consult.Level);
            writer.WriteString("from", consult.Responder);
            GuidanceAnswer.Write(writer, consult.Guidance!);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Next(FunctionCall call, RunResult run) =>
        run.Ticket is { } ticket
            ? $"A person has to decide on card {ticket.Card.Number} until {ticket.Card.Expires:u}; no function can. Say so to the user and do not call "
                + "this function again with the same arguments."
        : run.Events.OfType<ConsultEnded>().Any(consult => consult.Guidance is not null)
            ? "Read the advice. Do not call this function again with the same arguments; call it with better ones if the advice gives them, or tell the user."
        : $"Do not call this function again with the same arguments. Correct them if the error says how, or tell the user.";
}
