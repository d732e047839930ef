using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>The binding that borrows moves down to just before its first use, past the statement that it forbids.</summary>
internal sealed class ShortenBorrow() : RepairPattern(
    "shorten-borrow", Conflict.Codes, RepairEffect.ChangesOrder, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict || Places.Statement(conflict.First) is not { Kind: NodeKind.Let } let
            || let.Child(NodeKind.NamePattern) is not { } name || let.Child(kind => kind.IsExpression()) is not { } value || let.Parent is not { } block)
        {
            yield break;
        }
        var after = block.Children.SkipWhile(node => node != let).Skip(1).ToList();
        var use = after.Find(node => Places.Mentions(node, name.NameText));
        if (use is null || use == after[0] || !after.TakeWhile(node => node != use).Any(node => conflict.Second.IsWithin(node)))
        {
            yield break;
        }
        // A mutable borrow that only names a place may be made later. A shared one reads, and what it reads is about to change.
        var keeps = conflict.IsMutable && Places.IsPure(value);
        yield return site.Candidate(
            "borrow just before the first use", keeps ? 0.7 : 0.42, keeps ? RepairEffect.Keeps : RepairEffect.ChangesOrder, [site.Remove(let), site.LineBefore(use, let.Text)]);
    }
}
