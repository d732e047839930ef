using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Scorecards;

/// <summary>A scorecard as a table for people.</summary>
internal static class ScorecardText
{
    private static readonly string[] Titles = ["1 Self-recovery", "2 Peer consultation", "3 Architecture review", "4 User decision"];

    public static string Of(Scorecard scorecard)
    {
        var text = new StringBuilder();
        Write(text, "all agents", scorecard.Total, "tasks");
        if (scorecard.Agents.Length > 1)
        {
            WriteEach(text, scorecard.Agents, "agent", "tasks");
        }

        WriteEach(text, scorecard.Classes, "class", "cases");
        return text.ToString();
    }

    private static void WriteEach(StringBuilder text, ImmutableArray<ScoreGroup> groups, string kind, string of)
    {
        foreach (var group in groups)
        {
            text.Append('\n');
            Write(text, $"{kind} {group.Name ?? "(not known)"}", group, of);
        }
    }

    private static void Write(StringBuilder text, string title, ScoreGroup group, string of)
    {
        var cases = group.Resolved + group.Unresolved;
        text.Append(CultureInfo.InvariantCulture, $"{title}: {cases} {(cases == 1 ? "case" : "cases")} ended");
        text.Append(CultureInfo.InvariantCulture, $", {group.Resolved} resolved, {group.Unresolved} unresolved");
        text.Append(of == "tasks" ? $"; {group.Completed} tasks without an error" : "");
        text.Append(CultureInfo.InvariantCulture, $"; beside: {group.Open} open, {group.Cancelled} cancelled, {group.Unverifiable} unverifiable\n");
        string[][] rows = [["level", "target", "rate", "95 % interval", "of", "verdict"], .. group.Levels.Select(level => Row(level, of))];
        var widths = Enumerable.Range(0, 5).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            text.Append("  ");
            for (var column = 0; column < 5; column++)
            {
                // Numbers stand right, so that they can be compared.
                text.Append(column is 2 or 3 or 4 ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column])).Append("  ");
            }

            text.Append(row[5]).Append('\n');
        }

        var gap = group.ClaimGap;
        text.Append(gap.N == 0
            ? "  claim gap: nothing was claimed\n"
            : $"  claim gap: {Percent(gap.Rate)} of {gap.N} attempts that claimed success were not verified [{Percent(gap.Low)}, {Percent(gap.High)}]\n");
        if (group.TimePerResolution is { } time)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"  a verified resolution costs {Time(time)}, {group.CallsPerResolution:0.#} model calls, {group.TokensPerResolution:0} tokens, {group.MoneyPerResolution:0.####} money\n");
        }

        foreach (var level in group.Levels.Where(static level => level.Calls > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"  level {(int)level.Level} used {level.Calls} model calls, {level.Tokens} tokens, {level.Money:0.####} money");
            text.Append(level.TokensPerResolution is { } tokens
                ? string.Create(CultureInfo.InvariantCulture, $"; {tokens:0} tokens, {level.MoneyPerResolution:0.####} money for each case resolved there\n")
                : "; nothing was resolved there\n");
        }
    }

    private static string[] Row(LevelScore level, string of) =>
    [
        Titles[(int)level.Level - 1],
        level.Target?.ToString() ?? "-",
        level.Rate.N == 0 ? "-" : Percent(level.Rate.Rate),
        level.Rate.N == 0 ? "-" : $"{Percent(level.Rate.Low)} to {Percent(level.Rate.High)}",
        level.Level == Level.UserDecision ? $"{level.Entered}/{level.Rate.N} {of}" : $"{level.Resolved}/{level.Rate.N} cases",
        level.Verdict.ToString(),
    ];

    private static string Percent(double fraction) => $"{fraction * 100:0.0} %";

    private static string Time(TimeSpan time) => time.TotalSeconds < 100 ? $"{time.TotalSeconds:0.##} s" : $"{time.TotalMinutes:0.#} min";
}
