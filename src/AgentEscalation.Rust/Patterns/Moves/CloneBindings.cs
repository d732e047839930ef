using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A match that would move parts out of what it only borrows looks at them by reference; where a part is given away, a clone is.</summary>
internal sealed class CloneBindings() : RepairPattern("clone-bindings", "E0507 E0508 E0382 E0509", RepairEffect.ChangesDropTime, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var head = site.PrimaryNode;
        var owner = head.Parent;
        while (owner is { Kind: NodeKind.Paren })
        {
            owner = owner.Parent;
        }
        if (owner is not { Kind: NodeKind.Match or NodeKind.LetCondition or NodeKind.Let or NodeKind.For } || !head.Kind.IsExpression())
        {
            yield break;
        }
        var borrowed = head is { Kind: NodeKind.Unary, Children: [var pointer] } && head.Source.Is(head.First, "*") ? site.Replace(head, pointer.Text) : site.Before(head, "&");
        var names = site.Spans.Select(span => site.Source.NodeAt(span.ByteStart, span.ByteEnd)).Where(node => node.Kind == NodeKind.NamePattern && node.IsWithin(owner)).ToList();
        if (names.Count == 0)
        {
            names = owner.SelfAndBelow().Where(node => node.Kind == NodeKind.NamePattern).ToList();
        }
        var scope = owner.Kind == NodeKind.Match ? owner : owner.Kind == NodeKind.Let ? Places.Function(owner) : owner.Ancestor(NodeKind.If) ?? owner.Ancestor(NodeKind.While) ?? owner;
        if (scope is null)
        {
            yield break;
        }
        var uses = names.SelectMany(name => Places.Uses(scope, name.NameText).Where(use => Places.Binding(use, name.NameText) == name)).ToList();
        yield return site.Candidate("look by reference", 0.58, borrowed);
        foreach (var variant in (string[])[".clone()", ".to_owned()"])
        {
            var edits = uses.Where(IsGivenAway).Select(use => site.After(use, variant)).ToList();
            if (edits.Count > 0)
            {
                yield return site.Candidate("look by reference, clone what is given away", 0.6, edits.Prepend(borrowed));
            }
        }
        var copied = uses.Where(IsGivenAway).Select(use => site.Before(use, "*")).ToList();
        if (copied.Count > 0)
        {
            yield return site.Candidate("look by reference, copy what is given away", 0.5, copied.Prepend(borrowed));
        }
    }

    private static bool IsGivenAway(RustNode use) => use.Parent is { } outer
        && !(outer.Kind is NodeKind.MethodCall or NodeKind.Field or NodeKind.Index && outer.Children[0] == use) && outer.Kind is not (NodeKind.Ref or NodeKind.MacroCall or NodeKind.Unary);
}
