using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>The types of expressions that are plain to see: declared ones, and what arithmetic makes of them. References count as what they refer to.</summary>
internal static class PlainTypes
{
    private const int Deepest = 8;

    private static readonly string[] Numbers = ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64"];

    public static bool IsNumber(string type) => Numbers.Contains(type);

    public static bool IsUnsigned(string? type) => type is ['u', ..] && Numbers.Contains(type);

    /// <summary>The type of an expression; null when it is not plain to see.</summary>
    public static string? Of(RustNode node, int depth = 0)
    {
        node = Places.Bare(node);
        if (depth > Deepest)
        {
            return null;
        }

        switch (node.Kind)
        {
            case NodeKind.Literal:
                return node.Source.Kind(node.First) switch
                {
                    TokenKind.Int => Array.Find(Numbers, type => node.Text.EndsWith(type, StringComparison.Ordinal)),
                    TokenKind.Char => "char",
                    TokenKind.Str => "str",
                    _ => node.Text is "true" or "false" ? "bool" : null,
                };
            case NodeKind.MethodCall:
                return node.NameText switch
                {
                    "len" or "count" => "usize",
                    "is_empty" or "contains" or "starts_with" or "ends_with" or "is_some" or "is_none" or "any" or "all" => "bool",
                    "min" or "max" or "pow" or "abs" or "clone" => Of(node.Children[0], depth + 1) is { } type && IsNumber(type) ? type : Returned(node),
                    _ => Returned(node),
                };
            case NodeKind.Call:
                return node.Children[0] is { Kind: NodeKind.Path } ? Returned(node.Children[0]) : null;
            case NodeKind.Cast:
                return node.Children[^1].Text;
            case NodeKind.Unary:
                return node.Source.Text(node.First) is "*" or "-" or "!" ? Of(node.Children[^1], depth + 1) : null;
            case NodeKind.Binary when node.Children is [var left, var right]:
                return node.Source.Slice(left.ByteEnd, right.ByteStart).Trim() is "&&" or "||" or "==" or "!=" or "<" or "<=" or ">" or ">=" ? "bool"
                    : Of(left, depth + 1) ?? Of(right, depth + 1);
            case NodeKind.Field:
                return Only(node, NodeKind.FieldDef);
            case NodeKind.Path when node.End == node.First + 1:
                return Places.Binding(node, node.Text) is { } name ? Bound(name, depth) : Only(node, NodeKind.Const);
            default:
                return null;
        }
    }

    /// <summary>The type that the surroundings of an expression want of it; null when that is not plain to see.</summary>
    public static string? Wanted(RustNode node) => node.Parent switch
    {
        { Kind: NodeKind.Paren } outer => Wanted(outer),
        { Kind: NodeKind.Index } outer when outer.Children[0] != node => Places.Bare(node).Kind == NodeKind.Range ? null : "usize",
        { Kind: NodeKind.Binary or NodeKind.CompoundAssign or NodeKind.Assign or NodeKind.Range, Children: [var left, var right] } outer =>
            (left == node ? right : left) is var other && Places.Bare(other) is { Kind: NodeKind.Literal } literal && literal.Source.Kind(literal.First) == TokenKind.Int
                ? Of(other) ?? Wanted(outer) ?? "i32" : Of(other),
        { Kind: NodeKind.Let } outer when outer.Children[^1] == node => Plain(outer.Children.FirstOrDefault(child => child.Kind.IsType())),
        { Kind: NodeKind.Block, Parent.Kind: NodeKind.Fn } outer when outer.Children[^1] == node => Plain(outer.Parent.Child(NodeKind.ReturnType)?.Child(kind => kind.IsType())),
        { Kind: NodeKind.FieldInit } outer => OfDeclared(node, outer.NameText, NodeKind.FieldDef),
        _ => null,
    };

    /// <summary>The type of a variable that a place sees; null when it is not plain to see.</summary>
    public static string? OfVariable(RustNode place, string name) => Places.Binding(place, name) is { } found ? Bound(found, 0) : null;

    /// <summary>The type that a field or constant is declared with, when all of its name have the same.</summary>
    public static string? OfDeclared(RustNode place, string name, NodeKind kind)
    {
        var types = place.Source.Root.SelfAndBelow().Where(node => node.Kind == kind && node.NameText == name).Select(node => Plain(node.Child(k => k.IsType()))).Distinct().ToList();
        return types is [var type] ? type : null;
    }

    private static string? Only(RustNode node, NodeKind kind) => OfDeclared(node, node.NameText is "" ? node.Text : node.NameText, kind);

    private static string? Bound(RustNode name, int depth)
    {
        var holder = Places.Holder(name);
        if (holder.Children.FirstOrDefault(child => child.Kind.IsType()) is { } type)
        {
            return holder.Children[0] == name || name.Parent == holder ? Plain(type) : null;
        }

        return holder.Kind switch
        {
            NodeKind.Let when holder.Children is [{ Kind: NodeKind.NamePattern }, var value, ..] => Of(value, depth + 1),
            NodeKind.For when name.Parent == holder && Places.Bare(holder.Children[1]) is { Kind: NodeKind.Range, Children: [var from, var to] } => Of(from, depth + 1) ?? Of(to, depth + 1),
            _ => null,
        };
    }

    private static string? Returned(RustNode named)
    {
        var name = named.Kind == NodeKind.MethodCall ? named.NameText : named.Source.Text(named.End - 1);
        var types = named.Source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Fn && node.NameText == name)
            .Select(node => Plain(node.Child(NodeKind.ReturnType)?.Child(kind => kind.IsType()))).Distinct().ToList();
        return types is [var type] ? type : null;
    }

    // A type parameter may be anything.
    private static string? Plain(RustNode? type)
    {
        var text = type?.Text.TrimStart('&').Replace("mut ", "", StringComparison.Ordinal);
        return text is null or "" or "Self" or "_" or [>= 'A' and <= 'Z'] ? null : text;
    }
}
