using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>
/// Functions outside the tests that failing tests reach by name, those first that passing tests reach least. Calls are followed by name
/// only: too much is reached rather than too little.
/// </summary>
internal static class SuspectFunctions
{
    public sealed record Suspect(string File, RustNode Function, int Distance, double Suspicion);

    public static IReadOnlyList<Suspect> Of(RustSources sources, IReadOnlyList<TestResult> tests)
    {
        var parsed = ParsedSources.Of(sources);
        var functions = parsed.All.SelectMany(pair => pair.Source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Fn).Select(node => (pair.File, Node: node))).ToList();
        var byName = functions.ToLookup(entry => entry.Node.NameText, StringComparer.Ordinal);
        var called = functions.ToDictionary(entry => entry.Node, entry => Names(entry.Node));
        var reached = new Dictionary<RustNode, (int Distance, int Failing, int Passing)>();
        foreach (var test in tests.Where(test => test.Outcome is TestOutcome.Failed or TestOutcome.Passed))
        {
            foreach (var (node, distance) in Reach(byName[test.Name.Split("::")[^1]].Select(entry => entry.Node), byName, called))
            {
                var known = reached.GetValueOrDefault(node, (int.MaxValue, 0, 0));
                reached[node] = test.Outcome == TestOutcome.Failed
                    ? (Math.Min(known.Item1, distance), known.Item2 + 1, known.Item3) : (known.Item1, known.Item2, known.Item3 + 1);
            }
        }
        // One slip makes all of them fail, so all of them reach it. What macros hide may not be seen: then each failing test counts alone.
        var failing = tests.Count(test => test.Outcome == TestOutcome.Failed);
        var least = reached.Any(pair => pair.Value.Failing == failing && !TestRegions.Contains(pair.Key)) ? failing : 1;
        return
        [
            .. functions.Where(entry => !TestRegions.Contains(entry.Node) && !InTestFile(entry.File) && reached.TryGetValue(entry.Node, out var hit) && hit.Failing >= least)
                .Select(entry => (entry, Hit: reached[entry.Node]))
                .Select(pair => new Suspect(pair.entry.File, pair.entry.Node, pair.Hit.Distance, (double)pair.Hit.Failing / (pair.Hit.Failing + pair.Hit.Passing)))
                .OrderByDescending(suspect => suspect.Suspicion).ThenBy(suspect => suspect.Distance),
        ];
    }

    private static bool InTestFile(string file) => file.Split('/', '\\').SkipLast(1).Any(part => part is "tests" or "benches");

    private static HashSet<string> Names(RustNode function)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = function.First; i < function.End; i++)
        {
            if (function.Source.Kind(i).IsName() && i != function.Name)
            {
                names.Add(function.Source.Text(i));
            }
            else if (Operators.TryGetValue(function.Source.Text(i), out var method))
            {
                names.Add(method);
            }
        }
        // Formatting and iteration call what no name says.
        names.UnionWith(["fmt", "next", "drop", "deref", "index", "from", "into", "cmp", "partial_cmp", "eq", "hash", "default"]);
        return names;
    }

    private static readonly Dictionary<string, string> Operators = new(StringComparer.Ordinal)
    {
        ["+"] = "add", ["-"] = "sub", ["*"] = "mul", ["/"] = "div", ["%"] = "rem", ["!"] = "not", ["+="] = "add_assign", ["-="] = "sub_assign", ["*="] = "mul_assign",
    };

    private static Dictionary<RustNode, int> Reach(IEnumerable<RustNode> start, ILookup<string, (string File, RustNode Node)> byName, Dictionary<RustNode, HashSet<string>> called)
    {
        var found = new Dictionary<RustNode, int>();
        var open = new Queue<RustNode>();
        foreach (var node in start)
        {
            if (found.TryAdd(node, 0))
            {
                open.Enqueue(node);
            }
        }
        while (open.TryDequeue(out var node))
        {
            foreach (var next in called[node].SelectMany(name => byName[name]))
            {
                if (found.TryAdd(next.Node, found[node] + 1))
                {
                    open.Enqueue(next.Node);
                }
            }
        }
        return found;
    }
}
