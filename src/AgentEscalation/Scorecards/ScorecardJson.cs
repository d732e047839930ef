using System.Text.Json;

namespace AgentEscalation.Scorecards;

/// <summary>A scorecard as JSON.</summary>
internal static class ScorecardJson
{
    public static void Write(Utf8JsonWriter writer, Scorecard scorecard)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("total");
        Write(writer, scorecard.Total);
        Write(writer, "agents", scorecard.Agents);
        Write(writer, "classes", scorecard.Classes);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<ScoreGroup> groups)
    {
        writer.WriteStartArray(name);
        foreach (var group in groups)
        {
            Write(writer, group);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ScoreGroup group)
    {
        writer.WriteStartObject();
        writer.WriteString("name", group.Name);
        writer.WriteNumber("tasks", group.Tasks);
        writer.WriteNumber("completed", group.Completed);
        writer.WriteNumber("resolved", group.Resolved);
        writer.WriteNumber("unresolved", group.Unresolved);
        writer.WriteNumber("open", group.Open);
        writer.WriteNumber("cancelled", group.Cancelled);
        writer.WriteNumber("unverifiable", group.Unverifiable);
        writer.WriteNumber("attempts", group.Attempts);
        writer.WriteStartArray("levels");
        foreach (var level in group.Levels)
        {
            Write(writer, level);
        }

        writer.WriteEndArray();
        Write(writer, "claimGap", group.ClaimGap);
        writer.WriteNumber("tokens", group.Tokens);
        writer.WriteNumber("calls", group.Calls);
        writer.WriteNumber("money", group.Money);
        writer.WriteNumber("seconds", Seconds(group.Elapsed));
        WriteCost(writer, group);
        writer.WriteEndObject();
    }

    private static void WriteCost(Utf8JsonWriter writer, ScoreGroup group)
    {
        if (group.TimePerResolution is not { } time)
        {
            writer.WriteNull("perResolution");
            return;
        }

        writer.WriteStartObject("perResolution");
        writer.WriteNumber("tokens", group.TokensPerResolution.GetValueOrDefault());
        writer.WriteNumber("calls", group.CallsPerResolution.GetValueOrDefault());
        writer.WriteNumber("money", group.MoneyPerResolution.GetValueOrDefault());
        writer.WriteNumber("seconds", Seconds(time));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LevelScore level)
    {
        writer.WriteStartObject();
        writer.WriteNumber("level", (int)level.Level);
        writer.WriteNumber("entered", level.Entered);
        writer.WriteNumber("resolved", level.Resolved);
        Write(writer, "rate", level.Rate);
        if (level.Target is { } target)
        {
            writer.WriteStartObject("target");
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(target.Kind.ToString()));
            writer.WriteNumber("value", target.Percent);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("target");
        }

        writer.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(level.Verdict.Kind.ToString()));
        if (level.Verdict.More is { } more)
        {
            writer.WriteNumber("more", more);
        }
        else
        {
            writer.WriteNull("more");
        }

        writer.WriteNumber("tokens", level.Tokens);
        writer.WriteNumber("calls", level.Calls);
        writer.WriteNumber("money", level.Money);
        if (level.TokensPerResolution is { } tokens)
        {
            writer.WriteStartObject("perResolution");
            writer.WriteNumber("tokens", tokens);
            writer.WriteNumber("money", level.MoneyPerResolution.GetValueOrDefault());
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("perResolution");
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, in WilsonInterval interval)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("value", interval.Rate);
        writer.WriteNumber("low", interval.Low);
        writer.WriteNumber("high", interval.High);
        writer.WriteNumber("n", interval.N);
        writer.WriteEndObject();
    }

    private static decimal Seconds(TimeSpan time) => (decimal)time.Ticks / TimeSpan.TicksPerSecond;
}
