using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A closure that is only to look writes: where nothing is made of the outcome, it is given the value itself.</summary>
internal sealed class WriteInInspect() : RepairPattern("write-in-inspect", "E0594 E0596", RepairEffect.Keeps, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var call = site.PrimaryNode.Ancestor(NodeKind.Closure)?.Parent?.Parent;
        var named = call?.Kind == NodeKind.Call ? call.Children[0] : call;
        if (named?.NameText == "inspect" && call!.Parent?.Kind == NodeKind.ExprStatement)
        {
            var chain = (call.Kind == NodeKind.MethodCall ? call.Children[0] : call).SelfAndBelow().Where(node => node.Kind == NodeKind.MethodCall).Select(node => node.NameText).ToList();
            // Lazy iterators do nothing by themselves; an option that is owned would be used up.
            var instead = chain.Exists(Quiet.Begins) ? call.Kind == NodeKind.MethodCall ? "for_each" : null
                : chain.Exists(name => name is "as_mut" or "as_deref_mut" or "get_mut" or "first_mut" or "last_mut") ? "map" : null;
            if (instead is not null)
            {
                yield return site.Candidate("change what is there", 0.66, site.Replace(named.Source.ByteStart(named.Name), named.Source.ByteEnd(named.Name), instead));
            }
        }
    }
}
