using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>
/// What else a program could have meant: at each place another operator of the kind, another variable, one more or one less, and an operand that was
/// dropped. Too wide to be claimed from. When one of them passes all tests beside a change that could be claimed, the tests do not say which is meant.
/// </summary>
internal static class Rivals
{
    private const int MostNames = 8;
    private const int MostNumbers = 3;

    private static readonly string[][] Families =
    [
        ["+", "-", "*", "/", "%"], ["==", "!=", "<", "<=", ">", ">="], ["&&", "||"], ["&", "|", "^"], ["<<", ">>"], ["=", "+=", "-=", "*="], ["..", "..="],
    ];

    /// <summary>One operator, number, name, or one more or less.</summary>
    public static IEnumerable<InverseMutations.Mutation> Near(string file, RustNode function) => Of(file, function, At);

    /// <summary>A second operand where there is one.</summary>
    public static IEnumerable<InverseMutations.Mutation> Operands(string file, RustNode function) => Of(file, function, Dropped);

    private static IEnumerable<InverseMutations.Mutation> Of(string file, RustNode function, Func<RustNode, Names, IEnumerable<(string What, int Start, int End, string Text)>> space)
    {
        if (function.Child(NodeKind.Block) is not { } body)
        {
            yield break;
        }
        var names = new Names(Constants(function), Fields(function));
        foreach (var node in body.SelfAndBelow().Where(node => !InverseMutations.IsInAssertion(node)))
        {
            foreach (var (what, start, end, text) in space(node, names))
            {
                yield return InverseMutations.Make(file, what, 3, (start, end, text));
            }
        }
    }

    private sealed record Names(string[] Constants, string[] Fields);

    private static IEnumerable<(string What, int Start, int End, string Text)> At(RustNode node, Names names)
    {
        var (start, end) = (node.ByteStart, node.ByteEnd);
        switch (node.Kind)
        {
            case NodeKind.Binary or NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.Range when node.Children is [var left, var right]:
                var (from, to) = (left.ByteEnd, right.ByteStart);
                var sign = node.Source.Slice(from, to).Trim();
                foreach (var other in Families.FirstOrDefault(family => family.Contains(sign))?.Where(other => other != sign) ?? [])
                {
                    yield return ($"{other} for {sign}", from, to, $" {other} ");
                }
                break;
            case NodeKind.Literal when node.Source.Kind(node.First) == TokenKind.Int && node.Text.All(char.IsAsciiDigit):
                foreach (var other in ((string[])["0", "1", "2"]).Where(other => other != node.Text))
                {
                    yield return ($"{other} for {node.Text}", start, end, other);
                }
                break;
            case NodeKind.Field when IsValue(node):
                foreach (var other in names.Fields.Where(other => other != node.NameText && Fits(PlainTypes.Of(node), PlainTypes.OfDeclared(node, other, NodeKind.FieldDef))))
                {
                    yield return ($"{other} for {node.NameText}", node.Source.ByteStart(node.Name), node.Source.ByteEnd(node.Name), other);
                }
                break;
            case NodeKind.Path when IsVariable(node, names):
                foreach (var other in Others(node, names, PlainTypes.Of(node)))
                {
                    yield return ($"{other} for {node.Text}", start, end, other);
                }
                break;
        }
        if ((IsNumber(node, names) && PlainTypes.Of(node) is var plain && (plain is null || PlainTypes.IsNumber(plain))) || (node.Kind == NodeKind.Binary && IsValue(node) && Sign(node) is "+" or "-" or "*" or "/" or "%"))
        {
            var text = node.Kind is NodeKind.Binary or NodeKind.Cast ? $"({node.Text})" : node.Text;
            yield return (node.Text + " + 1", start, end, $"({text} + 1)");
            yield return (node.Text + " - 1", start, end, $"({text} - 1)");
        }
    }

    private static IEnumerable<(string What, int Start, int End, string Text)> Dropped(RustNode node, Names names)
    {
        if (!IsNumber(node, names))
        {
            yield break;
        }
        var type = PlainTypes.Of(node) ?? PlainTypes.Wanted(node);
        if (type is null || !PlainTypes.IsNumber(type))
        {
            yield break;
        }
        var text = node.Kind == NodeKind.Cast ? $"({node.Text})" : node.Text;
        var own = names.Fields.Where(field => HasSelf(node) && Fits(type, PlainTypes.OfDeclared(node, field, NodeKind.FieldDef))).Select(field => "self." + field);
        foreach (var other in Others(node, names, type).Concat(own).Concat(Numbers(node)).Where(other => other != node.Text))
        {
            foreach (var sign in (string[])["+", "-", "*", "/", "%"])
            {
                yield return ($"{node.Text} {sign} {other}", node.ByteStart, node.ByteEnd, $"({text} {sign} {other})");
            }
        }
    }

    /// <summary>The numbers that the function uses, those left out that say only where counting begins.</summary>
    private static IEnumerable<string> Numbers(RustNode node) => Places.Function(node)!.SelfAndBelow()
        .Where(part => part.Kind == NodeKind.Literal && part.Text is not ("0" or "1") && part.Text.All(char.IsAsciiDigit)).Select(part => part.Text).Distinct(StringComparer.Ordinal).Take(MostNumbers);

    /// <summary>Other variables and constants that a place sees and that are not plainly of another type.</summary>
    private static IEnumerable<string> Others(RustNode node, Names names, string? type) =>
        InScope(node).Where(other => Fits(type, PlainTypes.OfVariable(node, other)))
            .Concat(names.Constants.Where(other => Fits(type, PlainTypes.OfDeclared(node, other, NodeKind.Const))))
            .Where(other => other != node.Text).Distinct(StringComparer.Ordinal).Take(MostNames);

    private static bool Fits(string? type, string? other) => type is null || other is null || type == other;

    private static bool HasSelf(RustNode node) => node.Ancestor(NodeKind.Fn)?.Child(NodeKind.ParamList)?.Child(NodeKind.SelfParam) is not null;

    // What is as its surroundings want it cannot be reckoned with before it is known.
    private static bool IsAsWanted(RustNode node) =>
        node is { Kind: NodeKind.MethodCall, NameText: "collect" or "sum" or "product" or "into" or "parse" or "unwrap_or_default" or "default" } && !node.Text.Contains("::<", StringComparison.Ordinal);

    private static bool IsNumber(RustNode node, Names names) => IsValue(node) && !IsAsWanted(node)
        && (node.Kind is NodeKind.Field or NodeKind.MethodCall or NodeKind.Call or NodeKind.Index or NodeKind.Cast or NodeKind.Paren || (node.Kind == NodeKind.Path && IsVariable(node, names)));

    private static bool IsVariable(RustNode path, Names names) =>
        path.End == path.First + 1 && path.Parent?.Kind != NodeKind.Call && (char.IsLower(path.Text[0]) || names.Constants.Contains(path.Text));

    /// <summary>Whether the node is read: neither assigned to, nor called, nor borrowed, nor the thing that a method is called on.</summary>
    private static bool IsValue(RustNode node) => node.Parent is { } outer && outer.Kind switch
    {
        NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.MethodCall or NodeKind.Field or NodeKind.Call or NodeKind.Index or NodeKind.Try => outer.Children[0] != node,
        NodeKind.Ref or NodeKind.ExprStatement or NodeKind.StructLiteral => false,
        _ => true,
    };

    private static string Sign(RustNode binary) => binary.Children.Count != 2 ? "" : binary.Source.Slice(binary.Children[0].ByteEnd, binary.Children[1].ByteStart).Trim();

    private static string[] Constants(RustNode function) => Declared(function, NodeKind.Const);

    private static string[] Fields(RustNode function) => Declared(function, NodeKind.FieldDef);

    private static string[] Declared(RustNode function, NodeKind kind) =>
    [
        .. function.Source.Root.SelfAndBelow().Where(node => node.Kind == kind && node.Name >= 0 && !TestRegions.Contains(node)).Select(node => node.NameText)
            .Distinct(StringComparer.Ordinal).Take(MostNames),
    ];

    /// <summary>The variables that a place sees, the nearest first.</summary>
    private static IEnumerable<string> InScope(RustNode use)
    {
        for (var (inner, outer) = (use, use.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            IEnumerable<RustNode> holders = outer.Kind switch
            {
                NodeKind.Block => outer.Children.TakeWhile(child => child != inner).Where(child => child.Kind == NodeKind.Let).Reverse(),
                NodeKind.Arm => [outer],
                NodeKind.For when inner == outer.Children[^1] => [outer],
                NodeKind.If or NodeKind.While => outer.Children[0].SelfAndBelow().Where(node => node.Kind == NodeKind.LetCondition && node.End <= inner.First),
                NodeKind.Closure or NodeKind.Fn => outer.Child(NodeKind.ParamList)?.Children ?? (IEnumerable<RustNode>)[],
                _ => [],
            };
            foreach (var name in holders.SelectMany(holder => holder.Children.Where(child => child.Kind.IsPattern())).SelectMany(pattern => pattern.SelfAndBelow())
                .Where(node => node.Kind == NodeKind.NamePattern))
            {
                yield return name.NameText;
            }
            if (outer.Kind.IsItem())
            {
                yield break;
            }
        }
    }
}
