using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A plain value is read through a reference after what it is part of has moved. A move changes nothing, so it is read before.</summary>
internal sealed class ReadBefore() : RepairPattern("read-before", "E0505", RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { LaterUse: { } later } conflict || Places.Statement(conflict.Second) is not { Parent: { Kind: NodeKind.Block } block } statement
            || later.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Path && node.End == node.First + 1) is not { } use || use.First < statement.End
            || Places.Binding(use, use.Text) is not { Kind: NodeKind.NamePattern } binding || Places.Holder(binding) is not { Kind: NodeKind.Let } let || let.Parent != block || let.End > statement.First)
        {
            yield break;
        }
        var uses = Places.Uses(block, use.Text).Where(other => other.First >= statement.End).ToList();
        if (Places.Uses(statement, use.Text).Any() || !uses.TrueForAll(other => other.Parent is { Kind: NodeKind.Unary or NodeKind.Binary or NodeKind.MacroCall }) || uses.Exists(other => other.Parent is { Kind: NodeKind.Unary, Parent: { Kind: NodeKind.Assign or NodeKind.CompoundAssign } write } && write.Children[0] == other.Parent))
        {
            yield break;
        }
        var reads = uses.Where(other => other.Parent is { Kind: NodeKind.Unary } deref && deref.Source.Is(deref.First, "*")).Select(other => site.Replace(other.Parent!, use.Text));
        yield return site.Candidate($"read {use.Text} before", 0.79, reads.Prepend(site.LineBefore(statement, $"let {use.Text} = *{use.Text};")));
    }
}
