using System.Collections.Frozen;

namespace AgentEscalation.Agents.Reading;

/// <summary>The keys of the format, and the ones people write by mistake.</summary>
internal static class KnownKeys
{
    public const string Escalation = "escalation";

    private static readonly FrozenSet<string> Keys = FrozenSet.Create(
        StringComparer.Ordinal,
        "name", "description", "tools", "disallowedTools", "model", "permissionMode", "maxTurns", "skills", "mcpServers", "hooks",
        "memory", "background", "effort", "isolation", "color", "initialPrompt", Escalation);

    private static readonly FrozenDictionary<string, string> BySimplified =
        Keys.ToFrozenDictionary(Simplify, k => k, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Mistakes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["allowedtools"] = "tools",
        ["desc"] = "description",
        ["deniedtools"] = "disallowedTools",
        ["prompt"] = "initialPrompt",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool Contains(string key) => Keys.Contains(key);

    public static bool Contains(ReadOnlySpan<char> key) => Keys.GetAlternateLookup<ReadOnlySpan<char>>().Contains(key);

    /// <summary>The key somebody probably meant; null when none is near.</summary>
    public static string? Near(string key)
    {
        if (key.Length > 40)
        {
            return null;
        }

        var simple = Simplify(key);
        if (BySimplified.TryGetValue(simple, out var same) || Mistakes.TryGetValue(simple, out same))
        {
            return same;
        }

        foreach (var (candidate, known) in BySimplified)
        {
            var allowed = candidate.Length > 5 ? 2 : 1;
            if (Math.Abs(candidate.Length - simple.Length) <= allowed && Distance(candidate, simple) <= allowed)
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>How many letters have to be changed, added, removed or swapped.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }

    private static string Simplify(string key) => string.Concat(key.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
