using System.Text.Json;
using AgentEscalation.Scorecards;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>The rates of all agents or of one, without the classes of errors: few numbers that a model can repeat correctly.</summary>
internal static class ScorecardAnswer
{
    public static string Of(Scorecard scorecard, string? agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
        {
            return Json.Of(scorecard.Total, Write);
        }

        foreach (var group in scorecard.Agents)
        {
            if (group.Name == agent)
            {
                return Json.Of(group, Write);
            }
        }

        return Json.Refused($"There is nothing of '{Json.Bounded(agent, 80)}' on the scorecard yet. "
            + (scorecard.Agents.IsEmpty ? "No task has ended." : $"There is {string.Join(", ", scorecard.Agents.Select(group => group.Name))}."));
    }

    private static void Write(Utf8JsonWriter writer, ScoreGroup group)
    {
        writer.WriteString("of", group.Name ?? "all agents");
        writer.WriteNumber("tasks", group.Tasks);
        writer.WriteNumber("completed", group.Completed);
        writer.WriteNumber("resolved", group.Resolved);
        writer.WriteNumber("unresolved", group.Unresolved);
        writer.WriteNumber("open", group.Open);
        writer.WriteStartArray("levels");
        foreach (var level in group.Levels)
        {
            writer.WriteStartObject();
            writer.WriteNumber("level", (int)level.Level);
            writer.WriteNumber("entered", level.Entered);
            writer.WriteNumber("resolved", level.Resolved);
            writer.WriteString("rate", level.Rate.ToString());
            writer.WriteText("target", level.Target?.ToString(), 100);
            writer.WriteString("verdict", level.Verdict.ToString());
            writer.WriteNumber("calls", level.Calls);
            writer.WriteNumber("tokens", level.Tokens);
            writer.WriteNumber("money", level.Money);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("claimedButNotVerified", group.ClaimGap.ToString());
    }
}
