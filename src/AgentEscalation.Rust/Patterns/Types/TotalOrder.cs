using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>Floating-point numbers are put in order by what asks for a total order: they are compared by the total order that they have.</summary>
internal sealed class TotalOrder() : RepairPattern("total-order", "E0277 E0599", RepairEffect.Keeps, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if ((node.Kind == NodeKind.MethodCall ? node : node.Ancestor(NodeKind.MethodCall)) is not { } call)
        {
            yield break;
        }
        var source = call.Source;
        if (site.Error.Message is "`f64` is not an iterator" or "`f32` is not an iterator" && call.NameText == "cmp")
        {
            yield return site.Candidate("compare by total order", 0.75, site.Replace(source.ByteStart(call.Name), source.ByteEnd(call.Name), "total_cmp"));
        }
        if (RepairSite.Quoted(site.Error.Message) is not ("f64: Ord" or "f32: Ord"))
        {
            yield break;
        }
        var arguments = call.Child(NodeKind.ArgList);
        if (call.NameText is "sort" or "sort_unstable" or "max" or "min" && arguments is { Children.Count: 0 })
        {
            yield return site.Candidate("put in total order", 0.75, site.Replace(source.ByteStart(call.Name), call.ByteEnd, $"{call.NameText}_by(|a, b| a.total_cmp(b))"));
        }
        else if (call.NameText.EndsWith("_by_key", StringComparison.Ordinal) && arguments is { Children: [{ Kind: NodeKind.Closure } closure] } && Key(closure) is var (left, right))
        {
            var name = call.NameText[..^"_key".Length];
            yield return site.Candidate("put in total order", 0.75, site.Replace(source.ByteStart(call.Name), call.ByteEnd, $"{name}(|a, b| {left}.total_cmp(&{right}))"));
        }
    }

    /// <summary>The key of each of two elements, from a closure that takes the element by a plain name.</summary>
    private static (string Left, string Right)? Key(RustNode closure)
    {
        if (closure.Child(NodeKind.ParamList) is not { Children: [{ Children: [{ Kind: NodeKind.NamePattern } element] }] } || closure.Children[^1] is not { } body
            || body.Kind.IsBlockLike() || Places.Mentions(body, "a") || Places.Mentions(body, "b") || body.SelfAndBelow().Any(node => node.Kind == NodeKind.MacroCall))
        {
            return null;
        }
        return (Of("a"), Of("b"));

        string Of(string name)
        {
            var text = body.Text;
            foreach (var use in Places.Uses(body, element.NameText).OrderByDescending(use => use.ByteStart))
            {
                text = text[..(use.ByteStart - body.ByteStart)] + name + text[(use.ByteEnd - body.ByteStart)..];
            }
            return Places.Bare(body).Kind is NodeKind.Field or NodeKind.MethodCall or NodeKind.Path or NodeKind.Index or NodeKind.Call ? text : $"({text})";
        }
    }
}
