using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cli.Run;

namespace AgentEscalation.Cli.Storage;

/// <summary>How a case stands, for programs.</summary>
internal static class StateDocument
{
    /// <summary>Writes the state after some events.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">The member; null in an array.</param>
    /// <param name="events">The events, from the opening on.</param>
    public static void Write(Utf8JsonWriter json, string? name, ReadOnlySpan<CaseEvent> events)
    {
        var state = CaseState.From(events);
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        json.WriteString("id", state.CaseId.ToString());
        json.WriteNumber("events", events.Length);
        json.WriteString("event", Words.Slug(events[^1]));
        json.WriteString("at", events[^1].At);
        json.WriteString("status", Words.Slug(state.Status));
        json.WriteNumber("level", (int)state.Level);
        json.WriteString("agent", state.Agent);
        json.WriteString("class", state.Class);
        json.WriteString("task", state.Task);
        json.WriteString("workspace", state.Opened?.Workspace);
        json.WriteNumber("attempts", state.AllAttempts);
        json.WriteBoolean("verified", state.Verified);
        json.WriteNumber("cards", state.CardsIssued);
        json.WriteString("outcome", state.Status == CaseStatus.Closed ? state.Outcome.ToString() : null);
        CaseDocument.Usage(json, state.Usage);
        json.WriteEndObject();
    }
}
