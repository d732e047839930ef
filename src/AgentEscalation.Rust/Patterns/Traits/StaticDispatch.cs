using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>A parameter that asks for an object of a trait that has none takes any type that implements it.</summary>
internal sealed class StaticDispatch() : RepairPattern("static-dispatch", "E0038", RepairEffect.WidensApi, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        var function = Places.Function(node);
        var trait = RepairSite.Quoted(site.Error.Message)?.Split("::")[^1];
        var objects = function?.Child(NodeKind.ParamList)?.SelfAndBelow().Where(part => part.Kind == NodeKind.DynType && part.Source.Is(part.First, "dyn")
            && Places.Mentions(part, trait ?? "") && part.Ancestor(kind => kind is NodeKind.FnType or NodeKind.ImplType or NodeKind.DynType) is null).ToList() ?? [];
        if (objects.Count > 0)
        {
            yield return site.Candidate($"{function!.NameText} takes any {trait}", 0.7, objects.Select(part => site.Replace(part.Source.ByteStart(part.First), part.Source.ByteEnd(part.First), "impl")));
        }
    }
}
