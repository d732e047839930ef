using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A method of ours that takes `self` and does not need to own it borrows it.</summary>
internal sealed class BorrowReceiver() : RepairPattern("borrow-receiver", "E0382 E0507 E0505", RepairEffect.WidensApi, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var span in site.OfNote("takes ownership of the receiver"))
        {
            if (site.Sources.Get(span.File) is not { } source || source.NodeAt(span.ByteStart, span.ByteEnd) is not { Kind: NodeKind.SelfParam } self
                || Places.Impl(self) is not { } impl || self.Source.Is(self.First, "&") || self.Children.Any(child => child.Kind.IsType()))
            {
                continue;
            }
            if (impl.Kind == NodeKind.Trait || impl.Children.Count(child => child.Kind.IsType()) > 1)
            {
                continue;
            }
            var mutable = self.Source.Is(self.First, "mut");
            yield return site.Candidate("borrow the receiver", 0.72, new TextEdit(span.File, self.ByteStart, self.ByteEnd, mutable ? "&mut self" : "&self"));
            if (!mutable)
            {
                yield return site.Candidate("borrow the receiver mutably", 0.5, new TextEdit(span.File, self.ByteStart, self.ByteEnd, "&mut self"));
            }
        }
    }
}
