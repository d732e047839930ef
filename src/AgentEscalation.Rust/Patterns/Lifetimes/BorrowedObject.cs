using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A private function that takes a boxed trait object accepts one that borrows.</summary>
internal sealed class BorrowedObject() : RepairPattern("borrowed-object", "E0597 E0716 E0521 region", RepairEffect.WidensApi, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Labelled("borrowed for `'static`", "must outlive `'static`", "lasts for `'static`") is not { } span)
        {
            yield break;
        }
        var call = site.NodeOf(span);
        call = call.Kind is NodeKind.Call ? call : call.Ancestor(NodeKind.Call);
        if (call is not { Children: [{ Kind: NodeKind.Path } callee, ..] })
        {
            yield break;
        }
        for (; call is not null; call = call.Ancestor(NodeKind.Call))
        {
            foreach (var (file, function) in Places.Functions(site.Sources, call.Children[0].NameText).Where(entry => !Places.IsPublic(entry.Function)))
            {
                var objects = function.Child(NodeKind.ParamList)?.SelfAndBelow().Where(node => node.Kind == NodeKind.DynType && node.Parent?.Kind == NodeKind.GenericArgs
                    && !node.SelfAndBelow().Any(part => part.Kind == NodeKind.Lifetime)).ToList() ?? [];
                if (objects.Count > 0)
                {
                    yield return site.Candidate($"{function.NameText} accepts what borrows", 0.6, objects.Select(node => new TextEdit(file, node.ByteEnd, node.ByteEnd, " + '_")));
                }
            }
        }
    }
}
