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
        else if (call.NameText.EndsWith("_by_key", StringComparison.Ordinal) && arguments is { Children: [{ Kind: NodeKind.Closure } closure] } && Order(closure, Parts(site)) is { } order)
        {
            var name = call.NameText[..^"_key".Length];
            yield return site.Candidate("put in total order", 0.75, site.Replace(source.ByteStart(call.Name), call.ByteEnd, $"{name}(|a, b| {order})"));
        }
    }

    /// <summary>The types of the parts of a key that is a tuple, as the compiler says them.</summary>
    private static string[] Parts(RepairSite site) => site.Error.Children.Select(note => RepairSite.Quoted(note.Message)).FirstOrDefault(text => text?.StartsWith('(') == true)
        ?.Trim('(', ')').Split(',', StringSplitOptions.TrimEntries) ?? [];

    private static string? Order(RustNode closure, string[] parts)
    {
        if (closure.Child(NodeKind.ParamList) is not { Children: [{ Children: [{ Kind: NodeKind.NamePattern } element] }] } || Places.Bare(closure.Children[^1]) is not { } body
            || body.Kind.IsBlockLike() || Places.Mentions(body, "a") || Places.Mentions(body, "b") || body.SelfAndBelow().Any(node => node.Kind == NodeKind.MacroCall))
        {
            return null;
        }
        if (body.Kind != NodeKind.Tuple)
        {
            return Compare(body, element.NameText, "total_cmp");
        }
        return parts.Length != body.Children.Count ? null : string.Join("", body.Children.Select((part, i) => (i, Text: Compare(part, element.NameText, parts[i] is "f64" or "f32" ? "total_cmp" : "cmp")))
            .Select(part => part.i == 0 ? part.Text : $".then_with(|| {part.Text})"));
    }

    private static string Compare(RustNode key, string element, string how) => $"{Of(key, element, "a")}.{how}(&{Of(key, element, "b")})";

    private static string Of(RustNode key, string element, string name)
    {
        var text = key.Text;
        foreach (var use in Places.Uses(key, element).OrderByDescending(use => use.ByteStart))
        {
            text = text[..(use.ByteStart - key.ByteStart)] + name + text[(use.ByteEnd - key.ByteStart)..];
        }
        return Places.Bare(key).Kind is NodeKind.Field or NodeKind.MethodCall or NodeKind.Path or NodeKind.Index or NodeKind.Call ? text : $"({text})";
    }
}
