using System.Text;
using System.Text.Json;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Measuring;
using AgentEscalation.Rust.Source;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Measuring;

/// <summary>Makes the set of failing tests: one change to each copy of a program that works, kept when it compiles and a test of the program
/// notices. The operators are those of mutation testing and know nothing of the repair's; some, such as a removed statement, it cannot undo.</summary>
internal static class MutantSet
{
    private const int MostTried = 90;

    public static async Task<int> WriteAsync(string programs, string half, string file, int each, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        var count = 0;
        foreach (var path in Directory.GetFiles(programs, half + "-*.rs").Order(StringComparer.Ordinal))
        {
            var parts = (await File.ReadAllTextAsync(path, cancellationToken)).Split("//--- hidden\n");
            var mutants = Mutants(parts[0]).DistinctBy(entry => entry.Source, StringComparer.Ordinal).OrderBy(entry => Scatter(entry.Source)).Take(MostTried).ToList();
            var folder = Directory.CreateTempSubdirectory("mutants-").FullName;
            var checks = await new TestPrograms(new ProcessCommandRunner(), "2021", folder, TimeSpan.FromSeconds(2)).RunAsync([.. mutants.Select(entry => entry.Source)], cancellationToken);
            Directory.Delete(folder, recursive: true);
            foreach (var (mutant, number) in mutants.Zip(checks).Where(pair => pair.Second.FailingTests.Any()).Take(each).Select((pair, number) => (pair.First, number)))
            {
                lines.Append(JsonSerializer.Serialize(new
                {
                    name = $"{Path.GetFileNameWithoutExtension(path)[2..]}-{mutant.What}-{number}", edition = "2021", crateType = "lib", errorClass = "test-failure", origin = mutant.What,
                    source = mutant.Source, reference = parts[0], tests = parts[1],
                })).Append('\n');
                count++;
            }
        }
        await File.WriteAllTextAsync(file, lines.ToString(), cancellationToken);
        return count;
    }

    private static IEnumerable<(string What, string Source)> Mutants(string program)
    {
        var source = RustSource.Read(program);
        foreach (var node in source.Root.SelfAndBelow().Where(node => node.Ancestor(NodeKind.Mod) is null && node.Ancestor(NodeKind.Fn) is not null))
        {
            foreach (var (what, from, to, text) in At(node))
            {
                if (TextEdits.TryApply(source.Bytes, [new TextEdit("p", from, to, text)], out var edited))
                {
                    yield return (what, Encoding.UTF8.GetString(edited));
                }
            }
        }
    }

    private static IEnumerable<(string What, int From, int To, string Text)> At(RustNode node)
    {
        var (from, to) = (node.ByteStart, node.ByteEnd);
        switch (node.Kind)
        {
            case NodeKind.Binary when node.Children.Count == 2:
                var sign = node.Source.Slice(node.Children[0].ByteEnd, node.Children[1].ByteStart).Trim();
                string[] others = sign switch
                {
                    "+" => ["-", "*"], "-" => ["+"], "*" => ["+"], "/" => ["*"], "%" => ["/"], "<" => ["<=", ">="], "<=" => ["<"], ">" => [">=", "<"], ">=" => [">"],
                    "==" => ["!="], "!=" => ["=="], "&&" => ["||"], "||" => ["&&"], "&" => ["|"], _ => [],
                };
                foreach (var other in others)
                {
                    yield return ("operator", from, to, $"{node.Children[0].Text} {other} {node.Children[1].Text}");
                }
                yield return ("operand", from, to, node.Children[0].Text);
                break;
            case NodeKind.CompoundAssign:
                yield return ("operator", from, to, node.Text.Replace("+=", "-=", StringComparison.Ordinal));
                break;
            case NodeKind.Range when node.Text.Contains("..", StringComparison.Ordinal):
                yield return ("range", from, to, node.Text.Contains("..=", StringComparison.Ordinal) ? node.Text.Replace("..=", "..", StringComparison.Ordinal) : node.Text.Replace("..", "..=", StringComparison.Ordinal));
                break;
            case NodeKind.Literal when int.TryParse(node.Text, out var number):
                yield return ("number", from, to, $"{number + 1}");
                yield return ("number", from, to, number > 0 ? $"{number - 1}" : "2");
                break;
            case NodeKind.ArgList when node.Children.Count == 2:
                yield return ("arguments", node.Children[0].ByteStart, node.Children[1].ByteEnd, $"{node.Children[1].Text}, {node.Children[0].Text}");
                break;
            case NodeKind.MethodCall when node.NameText is "min" or "max" or "all" or "push" or "is_empty":
                yield return ("method", node.Source.ByteStart(node.Name), node.Source.ByteEnd(node.Name), node.NameText switch { "min" => "max", "max" => "min", "all" => "any", _ => node.NameText });
                break;
            case NodeKind.If when node.Children[0].Kind != NodeKind.LetCondition:
                yield return ("condition", node.Children[0].ByteStart, node.Children[0].ByteEnd, $"!({node.Children[0].Text})");
                yield return ("always", node.Children[0].ByteStart, node.Children[0].ByteEnd, "true");
                break;
            case NodeKind.ExprStatement:
                yield return ("statement", from, to, "");
                break;
            case NodeKind.Path when node.Text is "SHIPPING" or "FREE_FROM" or "FEE" or "LIMIT":
                yield return ("constant", from, to, node.Text switch { "SHIPPING" => "FREE_FROM", "FREE_FROM" => "SHIPPING", "FEE" => "LIMIT", _ => "FEE" });
                break;
        }
    }

    /// <summary>An order that follows from the text and from nothing else.</summary>
    private static uint Scatter(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 16777619u;
        }
        return hash;
    }
}
