using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>The slips of a hand, undone: operators, comparisons, bounds off by one, negations, swapped arguments, a neighbour's name.</summary>
internal static class InverseMutations
{
    public sealed record Mutation(string What, int Size, IReadOnlyList<TextEdit> Edits);

    private static readonly Dictionary<string, string[]> Swaps = new(StringComparer.Ordinal)
    {
        ["+"] = ["-", "*"], ["-"] = ["+"], ["*"] = ["/", "+"], ["/"] = ["*", "%"], ["%"] = ["/"],
        ["=="] = ["!="], ["!="] = ["=="], ["<"] = ["<=", ">"], ["<="] = ["<", ">="], [">"] = [">=", "<"], [">="] = [">", "<="],
        ["&&"] = ["||"], ["||"] = ["&&"], ["&"] = ["|"], ["|"] = ["&", "^"], ["^"] = ["|"], ["<<"] = [">>"], [">>"] = ["<<"],
        ["+="] = ["-=", "="], ["-="] = ["+=", "="], ["*="] = ["/=", "+="], ["/="] = ["*="], ["%="] = ["/="], ["="] = ["+="],
        [".."] = ["..="], ["..="] = [".."],
    };

    private static readonly Dictionary<string, string[]> Methods = new(StringComparer.Ordinal)
    {
        ["min"] = ["max"], ["max"] = ["min"], ["is_some"] = ["is_none"], ["is_none"] = ["is_some"], ["is_ok"] = ["is_err"], ["is_err"] = ["is_ok"],
        ["first"] = ["last"], ["last"] = ["first"], ["any"] = ["all"], ["all"] = ["any"], ["push_back"] = ["push_front"], ["push_front"] = ["push_back"],
        ["pop_back"] = ["pop_front"], ["pop_front"] = ["pop_back"], ["front"] = ["back"], ["back"] = ["front"], ["saturating_add"] = ["saturating_sub"],
        ["saturating_sub"] = ["saturating_add"], ["wrapping_add"] = ["wrapping_sub"], ["wrapping_sub"] = ["wrapping_add"], ["checked_add"] = ["checked_sub"],
        ["checked_sub"] = ["checked_add"], ["take"] = ["skip"], ["skip"] = ["take"], ["take_while"] = ["skip_while"], ["skip_while"] = ["take_while"],
        ["to_uppercase"] = ["to_lowercase"], ["to_lowercase"] = ["to_uppercase"], ["starts_with"] = ["ends_with"], ["ends_with"] = ["starts_with"], ["floor"] = ["ceil"],
        ["ceil"] = ["floor"], ["sum"] = ["product"], ["product"] = ["sum"], ["min_by_key"] = ["max_by_key"], ["max_by_key"] = ["min_by_key"], ["trim_start"] = ["trim_end"],
        ["trim_end"] = ["trim_start"], ["keys"] = ["values"], ["sin"] = ["cos"], ["cos"] = ["sin"],
    };

    public static IEnumerable<Mutation> Of(string file, RustNode function)
    {
        if (function.Child(NodeKind.Block) is not { } body)
        {
            yield break;
        }
        var peers = Peers(function);
        foreach (var node in body.SelfAndBelow())
        {
            if (IsInAssertion(node))
            {
                continue;
            }
            foreach (var mutation in At(file, node, peers))
            {
                yield return mutation;
            }
        }
    }

    private static IEnumerable<Mutation> At(string file, RustNode node, Dictionary<string, string[]> peers)
    {
        switch (node.Kind)
        {
            case NodeKind.Binary or NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.Range when node.Name >= 0:
                foreach (var mutation in Operator(file, node))
                {
                    yield return mutation;
                }
                break;
            case NodeKind.Literal:
                foreach (var mutation in Literal(file, node))
                {
                    yield return mutation;
                }
                break;
            case NodeKind.Unary when node.Source.Text(node.First) is "!" or "-":
                yield return Make(file, "no " + node.Source.Text(node.First), 1, (node.ByteStart, node.Source.ByteEnd(node.First), ""));
                break;
            case NodeKind.If or NodeKind.While when node.Children is [{ Kind: not NodeKind.LetCondition } condition, ..] && condition.Kind != NodeKind.Unary && !IsCompound(condition):
                var simple = condition.Kind is NodeKind.Path or NodeKind.MethodCall or NodeKind.Call or NodeKind.Field;
                yield return Make(file, "not " + condition.Text, 2, (condition.ByteStart, condition.ByteEnd, simple ? "!" + condition.Text : $"!({condition.Text})"));
                break;
            case NodeKind.MethodCall:
                foreach (var other in Methods.GetValueOrDefault(node.NameText, []))
                {
                    yield return Make(file, $"{other} for {node.NameText}", 1, (node.Source.ByteStart(node.Name), node.Source.ByteEnd(node.Name), other));
                }
                if (node.NameText == "rev")
                {
                    yield return Make(file, "not reversed", 2, (node.Children[0].ByteEnd, node.ByteEnd, ""));
                }
                break;
            case NodeKind.ArgList when node.Children.Count >= 2:
                for (var i = 0; i + 1 < node.Children.Count; i++)
                {
                    yield return Swap(file, node.Children[i], node.Children[i + 1]);
                }
                break;
            case NodeKind.Path or NodeKind.Field when peers.TryGetValue(node.NameText, out var others) && (node.Kind == NodeKind.Field || node.End == node.First + 1):
                foreach (var other in others)
                {
                    yield return Make(file, $"{other} for {node.NameText}", 2, (node.Source.ByteStart(node.Name), node.Source.ByteEnd(node.Name), other));
                }
                break;
        }
        foreach (var mutation in OffByOne(file, node))
        {
            yield return mutation;
        }
    }

    private static IEnumerable<Mutation> Operator(string file, RustNode node)
    {
        var source = node.Source;
        var end = node.Name + 1;
        while (end < node.End && source.Kind(end) == TokenKind.Punct && source.ByteEnd(end - 1) == source.ByteStart(end) && node.Children.All(child => child.First != end))
        {
            end++;
        }
        var (from, to) = (source.ByteStart(node.Name), source.ByteEnd(end - 1));
        foreach (var other in Swaps.GetValueOrDefault(source.Slice(from, to), []))
        {
            yield return Make(file, $"{other} for {source.Slice(from, to)}", 1, (from, to, other));
        }
        if (node.Kind == NodeKind.Binary && node.Children.Count == 2 && source.Text(node.Name) is "-" or "/" or "%")
        {
            yield return Swap(file, node.Children[0], node.Children[1]);
        }
    }

    private static IEnumerable<Mutation> Literal(string file, RustNode literal)
    {
        var text = literal.Text;
        if (text is "true" or "false")
        {
            yield return Make(file, "not " + text, 1, (literal.ByteStart, literal.ByteEnd, text == "true" ? "false" : "true"));
            yield break;
        }
        var digits = new string([.. text.TakeWhile(char.IsAsciiDigit)]);
        if (literal.Source.Kind(literal.First) == TokenKind.Int && long.TryParse(digits, out var number) && number < long.MaxValue)
        {
            yield return Make(file, $"{number + 1} for {number}", 1, (literal.ByteStart, literal.ByteStart + digits.Length, $"{number + 1}"));
            if (number > 0)
            {
                yield return Make(file, $"{number - 1} for {number}", 1, (literal.ByteStart, literal.ByteStart + digits.Length, $"{number - 1}"));
            }
            if (number > 1)
            {
                yield return Make(file, $"0 for {number}", 2, (literal.ByteStart, literal.ByteStart + digits.Length, "0"));
            }
        }
    }

    /// <summary>A missing or superfluous one at bounds, indexes and results.</summary>
    private static IEnumerable<Mutation> OffByOne(string file, RustNode node)
    {
        if (node.Kind == NodeKind.Binary && node.Children is [var left, { Kind: NodeKind.Literal, Text: "1" }] && node.Source.Text(node.Name) is "+" or "-")
        {
            yield return Make(file, "without the one", 1, (node.ByteStart, node.ByteEnd, left.Text));
        }
        var whole = node.Parent?.Kind switch
        {
            NodeKind.Range => true,
            NodeKind.Index => node.Parent.Children.Count > 1 && node.Parent.Children[1] == node,
            NodeKind.Binary => node.Source.Text(node.Parent.Name) is "<" or "<=" or ">" or ">=" or "==" or "/" && node.Parent.Children[^1] == node,
            NodeKind.Block => node.Parent.Children[^1] == node && node.Parent.Parent?.Kind == NodeKind.Fn,
            _ => false,
        };
        if (whole && node.Kind is NodeKind.Path or NodeKind.Field or NodeKind.MethodCall or NodeKind.Binary && !(node.Kind == NodeKind.Binary && node.Source.Text(node.Name) is not ("+" or "-")))
        {
            foreach (var change in (string[])[" + 1", " - 1"])
            {
                yield return Make(file, node.Text + change, 2, (node.ByteEnd, node.ByteEnd, change));
            }
        }
    }

    private static Mutation Swap(string file, RustNode left, RustNode right) =>
        Make(file, $"{right.Text} and {left.Text} swapped", 2, (left.ByteStart, left.ByteEnd, right.Text), (right.ByteStart, right.ByteEnd, left.Text));

    public static Mutation Make(string file, string what, int size, params (int Start, int End, string Text)[] edits) =>
        new(what.ReplaceLineEndings(" "), size, [.. edits.Select(edit => new TextEdit(file, edit.Start, edit.End, edit.Text))]);

    // Of several conditions at once nobody slips on all.
    private static bool IsCompound(RustNode condition) => condition.Kind == NodeKind.Binary && condition.Source.Slice(condition.Children[0].ByteEnd, condition.Children[^1].ByteStart).Trim() is "&&" or "||";

    public static bool IsInAssertion(RustNode node) => node.Ancestor(NodeKind.MacroCall) is { NameText: "assert" or "assert_eq" or "assert_ne" or "debug_assert" or "debug_assert_eq" };

    /// <summary>Names of one declared type that stand for one another: parameters, fields of the own type, constants.</summary>
    private static Dictionary<string, string[]> Peers(RustNode function)
    {
        var typed = new List<(string Name, string Type)>();
        foreach (var parameter in function.Child(NodeKind.ParamList)?.Children ?? [])
        {
            if (parameter.Child(NodeKind.NamePattern) is { } name && parameter.Child(kind => kind.IsType()) is { } type)
            {
                typed.Add((name.NameText, type.Text));
            }
        }
        if (Places.Impl(function) is { } impl && impl.Children.LastOrDefault(child => child.Kind.IsType()) is { } self)
        {
            foreach (var field in function.Source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.FieldDef && node.Name >= 0 && node.Parent?.Parent?.NameText == self.NameText))
            {
                typed.Add((field.NameText, "." + field.Child(kind => kind.IsType())?.Text));
            }
        }
        foreach (var constant in function.Source.Root.SelfAndBelow().Where(node => node.Kind is NodeKind.Const && node.Name >= 0))
        {
            typed.Add((constant.NameText, "const " + constant.Child(kind => kind.IsType())?.Text));
        }
        return typed.Distinct().GroupBy(entry => entry.Name, StringComparer.Ordinal).ToDictionary(
            group => group.Key,
            group => typed.Where(entry => entry.Name != group.Key && entry.Type == group.First().Type).Select(entry => entry.Name).Distinct(StringComparer.Ordinal).Take(6).ToArray(),
            StringComparer.Ordinal);
    }
}
