using System.Collections.Immutable;
using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>Cases and cards as a model reads them.</summary>
internal static class CaseAnswer
{
    /// <summary>Most cards in one answer.</summary>
    public const int MostPending = 20;

    private const int MostTask = 300;

    public static string Status(ImmutableArray<CaseEvent> events) => Json.Of(events, static (writer, events) =>
    {
        var state = CaseState.From(events.AsSpan());
        writer.WriteString("case", state.CaseId.ToString());
        writer.WriteName("status", state.Status);
        writer.WriteString("agent", state.Agent);
        writer.WriteText("task", state.Task, MostTask);
        writer.WriteNumber("level", (int)state.Level);
        writer.WriteNumber("attempts", state.AllAttempts);
        if (state.Status == CaseStatus.Closed)
        {
            writer.WriteName("outcome", state.Outcome.Kind);
            writer.WriteBoolean("verified", state.Outcome.IsVerified);
            if (state.Outcome.Reason != UnresolvedReason.None)
            {
                writer.WriteName("reason", state.Outcome.Reason);
            }
        }

        if (!state.Verified && state.LastFailure is { } failure)
        {
            writer.WriteStartObject("error");
            RunAnswer.WriteFailure(writer, failure);
            writer.WriteEndObject();
        }

        if (state.Status == CaseStatus.Waiting && DecisionCard.Of(events) is { } card)
        {
            writer.WriteStartObject("card");
            WriteCard(writer, card);
            writer.WriteEndObject();
        }
    });

    public static string Pending(IReadOnlyList<DecisionCard> cards, int more) => Json.Of((cards, more), static (writer, state) =>
    {
        writer.WriteStartArray("pending");
        foreach (var card in state.cards)
        {
            writer.WriteStartObject();
            writer.WriteString("case", card.CaseId.ToString());
            writer.WriteString("agent", card.Report.Agent);
            writer.WriteText("problem", card.Report.Problem, MostTask);
            WriteCard(writer, card);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("more", state.more);
        if (state.cards.Count > 0)
        {
            writer.WriteString("next", "A person decides at the host's desk; no function can. Tell the user.");
        }
    });

    private static void WriteCard(Utf8JsonWriter writer, DecisionCard card)
    {
        writer.WriteNumber("number", card.Number);
        writer.WriteString("expires", card.Expires);
        writer.WriteStartArray("options");
        foreach (var option in card.Options)
        {
            writer.WriteStartObject();
            writer.WriteString("key", option.Key);
            writer.WriteText("title", option.Title.Value, 200);
            writer.WriteText("consequence", option.Consequence, MostTask);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
