using System.Globalization;
using System.Text;

namespace AgentEscalation.Policies;

/// <summary>Draws a policy, so that the picture in a document is the configuration and not somebody's memory of it.</summary>
public static class PolicyDiagram
{
    private static readonly Level[] Levels = [Level.SelfRecovery, Level.PeerConsultation, Level.ArchitectureReview, Level.UserDecision];

    /// <summary>The ladder as a Mermaid flowchart: a box for each level with its attempts, time, responders and target, an arrow for each way
    /// up, dotted ones for triggers. A level 2 or 3 where nobody answers is drawn as passed.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>Mermaid source, lines ended by LF; the same policy always gives the same text.</returns>
    public static string ToMermaid(this EscalationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var text = new StringBuilder("flowchart TD\n");
        text.Append("    work([\"task: work, then verify\"]) -->|\"passes\"| completed([\"Completed\"])\n");
        text.Append("    work -->|\"fails: the case opens\"| level1\n");
        foreach (var level in Levels)
        {
            AppendLevel(text, policy[level]);
        }

        foreach (var level in Levels)
        {
            AppendArrows(text, policy[level]);
        }

        text.Append("    level4 -->|\"stopped, or no card left\"| unresolved([\"Unresolved\"])\n");
        return text.ToString();
    }

    private static bool IsPassed(LevelPolicy level) => level.To.IsEmpty && level.Level is Level.PeerConsultation or Level.ArchitectureReview;

    private static void AppendLevel(StringBuilder text, LevelPolicy level)
    {
        List<string> lines = [string.Create(CultureInfo.InvariantCulture, $"{(int)level.Level} · {Escape(level.Title)}")];
        if (IsPassed(level))
        {
            lines.Add("nobody answers: passed");
        }
        else
        {
            lines.Add(level.Level == Level.UserDecision
                ? string.Create(CultureInfo.InvariantCulture, $"{Count(level.Cards, "card")}, {Duration(level.Expires)} each")
                : string.Create(CultureInfo.InvariantCulture, $"{Count(level.Attempts, "attempt")}, {Duration(level.Timeout)}"));
            if (!level.To.IsEmpty)
            {
                lines.Add("asks " + string.Join(", then ", level.To.Select(Escape)));
            }

            if (level.Target is { } target)
            {
                lines.Add("target " + Escape(target.ToString()));
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"    level{(int)level.Level}[\"{string.Join("<br/>", lines)}\"]\n");
    }

    private static void AppendArrows(StringBuilder text, LevelPolicy level)
    {
        var number = (int)level.Level;
        if (!IsPassed(level))
        {
            text.Append(CultureInfo.InvariantCulture, $"    level{number} -->|\"verified\"| resolved([\"Resolved\"])\n");
        }

        if (level.Level != Level.UserDecision)
        {
            text.Append(CultureInfo.InvariantCulture, $"    level{number} -->|\"{(IsPassed(level) ? "passed" : "not resolved")}\"| level{number + 1}\n");
        }

        if (number > 1 && !level.Triggers.IsEmpty)
        {
            var triggers = string.Join("<br/>", level.Triggers.Select(t => Escape(t.Text)));
            text.Append(CultureInfo.InvariantCulture, $"    level1 -.->|\"{triggers}\"| level{number}\n");
        }
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Duration(TimeSpan time)
    {
        var parts = new List<string>(4);
        Add(time.Days, "d");
        Add(time.Hours, "h");
        Add(time.Minutes, "min");
        if (time.Seconds > 0 || time.Milliseconds > 0 || parts.Count == 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{time.Seconds + (time.Milliseconds / 1000.0):0.###} s"));
        }

        return string.Join(' ', parts);

        void Add(int count, string unit)
        {
            if (count > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}"));
            }
        }
    }

    /// <summary>Everything that could end a label, begin markup or be read as an entity, as Mermaid's numeric entities.</summary>
    private static string Escape(string label)
    {
        var text = new StringBuilder(label.Length);
        foreach (var c in label)
        {
            if (char.IsControl(c))
            {
                text.Append(' ');
            }
            else if (c is '"' or '<' or '>' or '&' or '#' or ';' or '`' or '|' or '[' or ']' or '{' or '}' or '(' or ')' or '\\' or '*' or '_')
            {
                text.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }
}
