using System.Collections.Immutable;

namespace AgentEscalation.Agents.Reading;

/// <summary>Checks a ladder as a whole, wherever its levels came from, and puts them in order.</summary>
internal static class LadderChecks
{
    public static ImmutableArray<ProtocolLevel> Apply(IReadOnlyList<ProtocolLevel> found, string agent, DiagnosticSink sink)
    {
        var levels = new List<ProtocolLevel>(found.Count);
        foreach (var level in found)
        {
            if (levels.Find(l => l.Number == level.Number) is { } first)
            {
                sink.Add("AE0303", level.Position, $"Level {level.Number} is defined twice, first at {first.Position}; the first counts");
            }
            else
            {
                levels.Add(level);
            }
        }

        for (var i = 0; i < levels.Count; i++)
        {
            if (levels[i].Number != i + 1)
            {
                sink.Add("AE0304", levels[i].Position, $"Level {levels[i].Number} stands where level {i + 1} is expected",
                    "number the levels 1, 2, 3 ... in their order");
                break;
            }
        }

        levels.Sort((a, b) => a.Number.CompareTo(b.Number));
        if (levels is [.., { To.IsEmpty: true } last])
        {
            sink.Add("AE0306", last.Position, $"The last level, {last.Number}, has no addressee", "say who decides in the end, as a rule the user");
        }

        CheckTargets(levels, agent, sink);
        return [.. levels];
    }

    private static void CheckTargets(List<ProtocolLevel> levels, string agent, DiagnosticSink sink)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var level in levels)
        {
            foreach (var to in level.To)
            {
                var name = Policies.Trigger.Slug(to.Text);
                if (to.Kind != AddresseeKind.User && agent.Length > 0 && name == Policies.Trigger.Slug(agent))
                {
                    sink.Add("AE0508", to.Position, $"Level {level.Number} escalates to '{agent}' itself", "name somebody else");
                }

                if (!seen.TryAdd(name, level.Number) && seen[name] != level.Number)
                {
                    sink.Add("AE0505", to.Position, $"'{to.Text}' answers at level {seen[name]} and again at level {level.Number}",
                        "ask somebody with a wider view the second time");
                }
            }
        }
    }
}
