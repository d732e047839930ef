using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>An option whose content would move into a pattern, and which is needed again, is looked through by reference.</summary>
internal sealed class LookThroughOption() : RepairPattern("look-through-option", "E0382 E0507", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var span in site.Spans)
        {
            var binding = site.Source.NodeAt(span.ByteStart, span.ByteEnd);
            if (binding.Kind != NodeKind.NamePattern)
            {
                continue;
            }
            var holder = Places.Holder(binding);
            var head = holder switch
            {
                { Kind: NodeKind.LetCondition, Children.Count: 2 } => holder.Children[1],
                { Kind: NodeKind.Arm, Parent: { Kind: NodeKind.Match } match } => match.Children[0],
                _ => null,
            };
            if (head is null || head.Kind == NodeKind.Ref)
            {
                continue;
            }
            foreach (var (how, promise) in new[] { (".as_deref_mut()", 0.66), (".as_mut()", 0.64), (".as_ref()", 0.68), (".as_deref()", 0.5) })
            {
                yield return site.Candidate("look through the option", promise, site.After(head, how));
            }
        }
    }
}
