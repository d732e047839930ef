using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>An integer of another type indexes as `usize`. A negative one was no index before and panics as out of bounds.</summary>
internal sealed class IndexAsUsize() : RepairPattern("index-as-usize", "E0277 E0308", RepairEffect.Keeps, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (!site.Error.Message.Contains("cannot be indexed by `", StringComparison.Ordinal) && site.Error.Code != "E0308")
        {
            yield break;
        }
        var index = site.PrimaryNode;
        var wanted = site.Error.Code != "E0308" || site.Primary.Label?.Contains("expected `usize`, found `", StringComparison.Ordinal) == true;
        if (!wanted || !index.Kind.IsExpression() || index.Parent is not { Kind: NodeKind.Index or NodeKind.Range } outer || (outer.Kind == NodeKind.Index && outer.Children[^1] != index))
        {
            yield break;
        }
        var deref = site.Error.Message.Contains("by `&", StringComparison.Ordinal) || site.Primary.Label?.Contains("found `&", StringComparison.Ordinal) == true ? "*" : "";
        var text = index.Kind is NodeKind.Path or NodeKind.MethodCall or NodeKind.Field or NodeKind.Call or NodeKind.Index or NodeKind.Paren ? deref + index.Text : $"{deref}({index.Text})";
        yield return site.Candidate("index as usize", 0.8, site.Replace(index, text + " as usize"));
        if (deref.Length > 0)
        {
            yield return site.Candidate("index by the value", 0.82, site.Replace(index, deref + index.Text));
        }
    }
}
