using System.Text;
using AgentEscalation.Agents;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>What a planner reads to pick an agent: the file's description in one paragraph, without the examples that such files carry for
/// other readers, and short enough for what a tool's description may be.</summary>
internal static class AgentDescription
{
    public const int Most = 600;

    private static readonly string[] Examples = ["<example", "\\n<example", "Examples:", "Example:"];

    public static string Of(AgentDefinition agent)
    {
        var text = agent.Description.Replace("\\n", "\n", StringComparison.Ordinal);
        foreach (var mark in Examples)
        {
            var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            text = at > 0 ? text[..at] : text;
        }

        var line = OneLine(text);
        return line.Length == 0 ? $"The agent {agent.Name}." : Bounded(line);
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                line.Append(c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().Trim();
    }

    private static string Bounded(string line)
    {
        if (line.Length <= Most)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', Most - 1);
        return line[..(end > Most / 2 ? end : Most - 1)].TrimEnd(',', ';', ' ') + "…";
    }
}
