using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A conversion whose target the compiler cannot see says it, where the code around determines it: a declared type, or the other
/// operand's.</summary>
internal sealed class NameTarget() : RepairPattern("name-target", "E0282 E0283 E0284", RepairEffect.Keeps, ErrorClass.TypeMismatch, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if (node.Ancestor(NodeKind.MethodCall) is null && node.Kind != NodeKind.MethodCall && site.Labelled("type must be known at this point") is { } known)
        {
            node = site.Source.NodeAt(known.ByteStart, known.ByteEnd);
        }
        var call = node.Kind == NodeKind.MethodCall ? node : node.Ancestor(NodeKind.MethodCall);
        if (call is { NameText: "collect", Parent.Kind: NodeKind.Try } && call.Child(NodeKind.GenericArgs) is null && Places.Function(call)?.Child(NodeKind.ReturnType) is { Children: [{ NameText: "Result" or "Option" } result] })
        {
            var wrapped = result.Child(NodeKind.GenericArgs) is { Children: [var opened, ..] } ? opened.Text : "Vec<_>";
            foreach (var (target, promise) in ((string, double)[])[(wrapped, 0.7), ("Vec<_>", 0.66)])
            {
                yield return site.Candidate("collect what `?` opens", promise, site.Insert(call.Source.ByteEnd(call.Name), result.NameText == "Option" ? $"::<Option<{target}>>" : $"::<Result<{target}, _>>"));
            }
            yield break;
        }
        if (call is { NameText: "sum" or "product" } && call.Child(NodeKind.GenericArgs) is null && Target(call) is null && Summed(call) is null)
        {
            if (Items(site) is { } number)
            {
                yield return site.Candidate($"{call.NameText} to {number}", 0.7, site.Insert(call.Source.ByteEnd(call.Name), $"::<{number}>"));
            }
            yield break;
        }
        if (call is not { NameText: "into" or "parse" or "sum" or "product" } || (Target(call) ?? Summed(call)) is not { } type)
        {
            yield break;
        }
        if (call.NameText == "into")
        {
            yield return site.Candidate($"convert to {type}", 0.72, site.Replace(call, $"{type}::from({call.Children[0].Text})"));
            yield return site.Candidate($"convert into {type}", 0.7, site.Replace(call, $"Into::<{type}>::into({call.Children[0].Text})"));
        }
        else if (call.Child(NodeKind.GenericArgs) is null)
        {
            yield return site.Candidate($"{call.NameText} to {type}", 0.72, site.Insert(call.Source.ByteEnd(call.Name), $"::<{type}>"));
        }
    }

    private static string? Target(RustNode call)
    {
        RustNode inner = call;
        for (var outer = call.Parent; outer is not null && !outer.Kind.IsItem(); (inner, outer) = (outer, outer.Parent))
        {
            switch (outer.Kind)
            {
                case NodeKind.Let when outer.Child(kind => kind.IsType()) is { Kind: NodeKind.PathType } declared:
                    return declared.Text;
                case NodeKind.Binary or NodeKind.CompoundAssign or NodeKind.Assign when outer.Children.FirstOrDefault(child => child != inner) is { } other && TypeOf(other) is { } type:
                    return type;
                case NodeKind.Binary or NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.Paren or NodeKind.ExprStatement or NodeKind.Try:
                    continue;
                case NodeKind.MethodCall when outer.Children[0] == inner && outer.NameText is "unwrap" or "expect":
                    continue;
                default:
                    return null;
            }
        }
        return null;
    }

    /// <summary>A sum over a list whose declared elements are numbers is one of them.</summary>
    private static string? Summed(RustNode call)
    {
        if (call.NameText is not ("sum" or "product") || !IsChainOfElements(call.Children[0]) || Places.Root(call) is not { Kind: NodeKind.Path } list
            || Places.Binding(list, list.Text) is not { } binding || Places.Holder(binding).Child(kind => kind.IsType()) is not { } declared)
        {
            return null;
        }
        var element = declared.SelfAndBelow().LastOrDefault(part => part.Kind == NodeKind.PathType);
        return element is not null && Suffixes.Contains(element.Text) && declared.SelfAndBelow().Count(part => part.Kind == NodeKind.PathType && part.Children.Count == 0) == 1 ? element.Text : null;
    }

    // A map in between may make something else of them.
    private static bool IsChainOfElements(RustNode receiver) => receiver.Kind == NodeKind.Path
        || receiver is { Kind: NodeKind.MethodCall, NameText: "iter" or "into_iter" or "copied" or "cloned" or "filter" or "take" or "skip" or "rev" or "take_while" or "skip_while" or "step_by" } && IsChainOfElements(receiver.Children[0]);

    /// <summary>What is summed up, as the compiler says; numbers sum up to numbers of their type.</summary>
    private static string? Items(RepairSite site)
    {
        foreach (var text in site.Error.Children.Select(note => RepairSite.Quoted(note.Message)).OfType<string>())
        {
            var open = text.IndexOf("Sum<", StringComparison.Ordinal) is >= 0 and var sum ? sum + 4 : text.IndexOf("Product<", StringComparison.Ordinal) is >= 0 and var product ? product + 8 : -1;
            if (open >= 0 && text.EndsWith('>'))
            {
                return text[open..^1].TrimStart('&') switch
                {
                    "{integer}" => "i32",
                    "{float}" => "f64",
                    var item => Suffixes.Contains(item) ? item : null,
                };
            }
        }
        return null;
    }

    private static string? TypeOf(RustNode operand)
    {
        operand = Places.Bare(operand);
        if (operand.Kind == NodeKind.Path && Places.Binding(operand, operand.Text) is { } binding && Places.Holder(binding).Child(kind => kind.IsType()) is { Kind: NodeKind.PathType } declared)
        {
            return declared.Text;
        }
        return operand.Kind == NodeKind.Literal && Suffixes.FirstOrDefault(suffix => operand.Text.EndsWith(suffix, StringComparison.Ordinal)) is { } known ? known : null;
    }

    private static readonly string[] Suffixes = ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64"];
}
