using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>What is still asked of a value after it moved is asked before it moves, where asking is pure.</summary>
internal sealed class HoistUse() : RepairPattern("ask-before-move", "E0382 E0505", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Code != "E0382" || Move.Of(site) is not { } move || Places.Statement(move.Place) is not { } moving)
        {
            yield break;
        }
        if (RepairSite.Quoted(site.Error.Message) is { } moved && Described(site.PrimaryNode, moved, moving) is { } text)
        {
            var described = Places.Fresh(moving, "text");
            yield return site.Candidate("describe it before the move", 0.7, site.LineBefore(moving, $"let {described} = {text.Text};"), site.Replace(text, described));
            yield break;
        }
        if (site.PrimaryNode is not { Kind: NodeKind.Path or NodeKind.Field } use)
        {
            yield break;
        }
        var value = use;
        while (value.Parent is { Kind: NodeKind.MethodCall or NodeKind.Field } outer && outer.Children[0] == value && Places.IsPure(outer))
        {
            value = outer;
        }
        if (value == use || value.IsWithin(moving) || Places.Statement(value) is not { } later || later.Parent != moving.Parent || ChangedByCallee.IsLost(Places.Bare(move.Place), site.Sources))
        {
            yield break;
        }
        var name = Places.Fresh(moving, value.NameText is { Length: > 0 } named && !char.IsAsciiDigit(named[0]) && named is not ("clone" or "unwrap") ? named : "value");
        // What is asked must not change on the way: by what happens to the new owner, or through a cell.
        var between = moving.Parent!.Children.SkipWhile(node => node != moving).Skip(1).TakeWhile(node => node != later);
        var keeps = between.All(node => Quiet.Is(site.Sources, node))
            && !value.SelfAndBelow().Any(node => node is { Kind: NodeKind.MethodCall, NameText: "borrow" or "lock" or "load" or "read" });
        yield return site.Candidate(
            "ask before the move", keeps ? 0.6 : 0.4, keeps ? RepairEffect.Keeps : RepairEffect.ChangesOrder, [site.LineBefore(moving, $"let {name} = {value.Text};"), site.Replace(value, name)]);
    }

    /// <summary>A text in a later statement of the same block that is made of the moved value alone.</summary>
    private static RustNode? Described(RustNode use, string name, RustNode moving)
    {
        var text = use is { Kind: NodeKind.MacroCall } ? use : use.Ancestor(NodeKind.MacroCall);
        if (text is not { NameText: "format" } || name == "self" || text.IsWithin(moving) || Places.Statement(text) is not { } later || later.Parent != moving.Parent || IsConditional(text, later))
        {
            return null;
        }
        for (var i = text.First; i < text.End; i++)
        {
            if (text.Source.Kind(i).IsName() && i != text.Name && !text.Source.Is(i, name))
            {
                return null;
            }
            if (text.Source.Kind(i).IsString() && text.Source.Text(i).Split('{').Skip(1).Any(part => part.Length > 0 && (char.IsAsciiLetter(part[0]) || part[0] == '_') && part.Split(':', '}')[0] != name))
            {
                return null;
            }
        }
        return text;
    }

    private static bool IsConditional(RustNode value, RustNode statement)
    {
        for (var at = value.Parent; at is not null && at != statement; at = at.Parent)
        {
            if (at.Kind is NodeKind.Closure or NodeKind.If or NodeKind.Match or NodeKind.For or NodeKind.While or NodeKind.Loop or NodeKind.Block)
            {
                return true;
            }
        }
        return statement.Kind is NodeKind.If or NodeKind.Match or NodeKind.For or NodeKind.While or NodeKind.Loop;
    }
}
