using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>Whole numbers meet a floating-point number in a calculation: they become such numbers before anything is calculated, so that no division cuts.</summary>
internal sealed class IntegerToFloat() : RepairPattern("integer-to-float", "E0277", RepairEffect.Keeps, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch)
{
    private static readonly string[] Integers = ["i8", "i16", "i32", "i64", "isize", "u8", "u16", "u32", "u64", "usize"];

    private static readonly string[] Floats = ["f64", "f32", "{float}"];

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var message = site.Error.Message;
        if (!message.StartsWith("cannot ", StringComparison.Ordinal) || RepairSite.Quoted(message) is not { } first || RepairSite.Quoted(message, 1) is not { } second
            || (Integers.Contains(first) && Floats.Contains(second)) == (Integers.Contains(second) && Floats.Contains(first)))
        {
            yield break;
        }
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if ((node.Kind == NodeKind.Binary ? node : node.Ancestor(NodeKind.Binary)) is not { Children: [var left, var right] } calculation)
        {
            yield break;
        }
        // "cannot add X to Y" and "cannot subtract X from Y" name the right side first.
        var integerIsFirst = Integers.Contains(first);
        var firstIsLeft = calculation.Source.Text(calculation.Name) is "*" or "/" or "%";
        var integers = integerIsFirst == firstIsLeft ? left : right;
        var type = Floats.Contains(first) ? first : second;
        type = type == "{float}" ? "f64" : type;
        // A division in parentheses may have been meant to cut.
        var cuts = integers.SelfAndBelow().Any(part => part is { Kind: NodeKind.Paren, Children: [{ Kind: NodeKind.Binary } inner] } && inner.Source.Is(inner.Name, "/"));
        yield return site.Candidate($"calculate in {type}", 0.66, cuts ? RepairEffect.ChangesBehaviour : RepairEffect.Keeps, Leaves(integers).Select(leaf => leaf.Kind == NodeKind.Literal
            ? site.After(leaf, ".0") : site.Replace(leaf, (leaf.Kind is NodeKind.Unary or NodeKind.Cast ? $"({leaf.Text})" : leaf.Text) + $" as {type}")));
    }

    private static IEnumerable<RustNode> Leaves(RustNode node) => node.Kind switch
    {
        NodeKind.Binary => node.Children.SelectMany(Leaves),
        NodeKind.Paren when node.Children is [var inner] => Leaves(inner),
        _ => [node],
    };
}
