using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cli.Run;

/// <summary>The parts of a case as members of a JSON document, the same in every command.</summary>
internal static class CaseDocument
{
    /// <summary>What happened, in the stored form.</summary>
    public static void Events(Utf8JsonWriter json, IReadOnlyList<CaseEvent> events)
    {
        json.WriteStartArray("events");
        foreach (var e in events)
        {
            CaseJson.Write(json, e);
        }

        json.WriteEndArray();
    }

    /// <summary>The report that passed upward last, or would pass; null without a case.</summary>
    public static void Report(Utf8JsonWriter json, IReadOnlyList<CaseEvent> events)
    {
        if (events.Count == 0)
        {
            json.WriteNull("report");
            return;
        }

        var level = CaseState.From([.. events]).Level;
        var report = CaseReport.Of(events, level < Level.PeerConsultation ? Level.PeerConsultation : level);
        json.WriteStartObject("report");
        json.WriteString("problem", report.Problem);
        json.WriteString("attempted", report.Attempted.Value);
        json.WriteString("error", report.Error.Value);
        json.WriteString("context", report.Context.Value);
        json.WriteString("request", report.Request);
        json.WriteEndObject();
    }

    /// <summary>A card; null when none waits.</summary>
    public static void Card(Utf8JsonWriter json, DecisionCard? card)
    {
        if (card is null)
        {
            json.WriteNull("card");
            return;
        }

        json.WriteStartObject("card");
        CardMembers(json, card);
        json.WriteEndObject();
    }

    /// <summary>The members of a card.</summary>
    public static void CardMembers(Utf8JsonWriter json, DecisionCard card)
    {
        json.WriteNumber("number", card.Number);
        json.WriteString("digest", card.Digest.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
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
    }

    /// <summary>What was used.</summary>
    public static void Usage(Utf8JsonWriter json, Usage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("inputTokens", usage.InputTokens);
        json.WriteNumber("outputTokens", usage.OutputTokens);
        json.WriteNumber("calls", usage.Calls);
        json.WriteNumber("money", usage.Money);
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

        json.WriteString("cost", option.Cost?.ToString());
        json.WriteString("reversibility", Words.Slug(option.Reversibility));
        json.WriteEndObject();
    }
}
