using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>Something is dropped by hand while it is still used: it is dropped right after its last use.</summary>
internal sealed class DropLater() : RepairPattern("drop-later", "E0505 E0382", RepairEffect.ChangesDropTime, ErrorClass.MoveSemantics, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var moved = Move.Of(site) is { } move ? site.Error.Code == "E0505" ? site.PrimaryNode : move.Place : null;
        if (moved is null || new Move(moved, null) is not { IsDropped: true } || Places.Statement(moved) is not { Kind: NodeKind.ExprStatement, Parent: { Kind: NodeKind.Block } block } drop)
        {
            yield break;
        }
        var later = site.Error.Code == "E0382" ? site.PrimaryNode : site.Labelled("later used here") is { } span ? site.NodeOf(span) : null;
        for (var at = later; at is not null; at = at.Parent)
        {
            if (at.Parent == block && at.First > drop.First && (at.Kind.IsStatement() || at.Kind.IsBlockLike()))
            {
                // A guard that lives on may meet whoever wants the same.
                var meets = block.Children.Where(statement => statement.First > drop.First && statement.First <= at.First).SelectMany(statement => statement.SelfAndBelow())
                    .Any(node => node is { Kind: NodeKind.MethodCall, NameText: "lock" or "borrow" or "borrow_mut" or "read" or "write" or "try_lock" or "try_borrow" or "try_borrow_mut" });
                yield return site.Candidate("drop it after its last use", 0.68, meets ? RepairEffect.ChangesBehaviour : RepairEffect.ChangesDropTime, site.Remove(drop), site.LineAfter(at, drop.Text));
                yield break;
            }
        }
    }
}
