using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>
/// A mutable reference that walks along a chain of options: the binding of `while let` would keep it borrowed. The loop asks whether there is
/// an element and reaches for it anew at each use, so that the cursor may be written or moved on.
/// </summary>
internal sealed class CursorLoop() : RepairPattern(
    "cursor-loop", Conflict.Codes + " E0382 E0507", RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function)
        {
            yield break;
        }
        foreach (var loop in function.SelfAndBelow().Where(node => node.Kind == NodeKind.While))
        {
            if (loop.Children is not [{ Kind: NodeKind.LetCondition, Children: [var pattern, var head] } condition, { Kind: NodeKind.Block } body]
                || pattern is not { Kind: NodeKind.TupleStructPattern, NameText: "Some" }
                || pattern.SelfAndBelow().Where(node => node.Kind == NodeKind.NamePattern).ToList() is not [var name])
            {
                continue;
            }
            var cursor = head switch
            {
                { Kind: NodeKind.Path } => head,
                { Kind: NodeKind.Unary, Children: [{ Kind: NodeKind.Path } inner] } when head.Source.Is(head.First, "*") => inner,
                { Kind: NodeKind.MethodCall, NameText: "as_mut", Children: [{ Kind: NodeKind.Path } inner, _] } => inner,
                _ => null,
            };
            if (cursor is null || !IsMovedOn(body, cursor.Text) || Texts(body, name.NameText) || Shadowed(body, name.NameText))
            {
                continue;
            }
            var element = $"{cursor.Text}.as_mut().unwrap()";
            var uses = Places.Uses(body, name.NameText).ToList();
            // The element itself, given away whole, is more than a look at it.
            if (uses.Exists(use => use.Parent is not { Kind: NodeKind.Field or NodeKind.MethodCall or NodeKind.Index } outer || outer.Children[0] != use))
            {
                continue;
            }
            yield return site.Candidate(
                "ask the cursor instead of binding what it shows",
                0.72,
                uses.Select(use => site.Replace(use, element)).Prepend(site.Replace(condition, cursor.Text + ".is_some()")));
        }
    }

    private static bool IsMovedOn(RustNode body, string cursor) =>
        body.SelfAndBelow().Any(node => node.Kind == NodeKind.Assign && node.Children[0].Text == cursor
            && node.Children[1] is { Kind: NodeKind.Ref } next && next.Source.Is(next.First + 1, "mut"));

    private static bool Texts(RustNode body, string name) =>
        Enumerable.Range(body.First, body.End - body.First).Any(i => body.Source.Kind(i).IsString() && body.Source.Text(i).Contains("{" + name, StringComparison.Ordinal));

    private static bool Shadowed(RustNode body, string name) => body.SelfAndBelow().Any(node => node.Kind == NodeKind.NamePattern && node.NameText == name);
}
