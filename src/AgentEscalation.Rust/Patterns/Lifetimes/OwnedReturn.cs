using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A function that makes a value and can only return a reference into it returns the value instead.</summary>
internal sealed class OwnedReturn() : RepairPattern("owned-return", "E0515 E0597 E0106 E0716 E0505", RepairEffect.WidensApi, ErrorClass.Lifetime, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function || function.Child(NodeKind.Block) is not { } body
            || function.Child(NodeKind.ReturnType) is not { Children: [var type, ..] } || Places.Impl(function) is { } owner && IsTraitImpl(owner))
        {
            yield break;
        }
        var effect = Places.IsPublic(function) && !IsProgram(site) ? RepairEffect.ChangesBehaviour : RepairEffect.WidensApi;
        var types = References(type).Select(reference => site.Replace(reference, Owned(reference))).ToList();
        if (types.Count == 0)
        {
            yield break;
        }
        var lifetimes = UnusedLifetimes(site, function);
        var promise = effect == RepairEffect.WidensApi ? 0.7 : 0.45;
        var results = Results(body).ToList();
        foreach (var plain in (bool[])[false, true])
        {
            foreach (var variant in (string[])[".to_owned()", ".clone()", ".to_vec()", ".to_string()"])
            {
                var edits = new List<TextEdit>(types);
                edits.AddRange(results.SelectMany(result => Own(site, result, type, variant, plain)));
                yield return site.Candidate($"return an owned value from {function.NameText}", promise, effect, edits.Concat(lifetimes));
                promise -= 0.03;
                if (edits.Count == types.Count)
                {
                    yield break;
                }
            }
        }
    }

    private static bool IsTraitImpl(RustNode impl) => impl.Kind == NodeKind.Trait || impl.Children.Count(child => child.Kind.IsType()) > 1;

    private static bool IsProgram(RepairSite site) => site.Sources.All.Any(pair => pair.Source.Root.Children.Any(node => node.Kind == NodeKind.Fn && node.NameText == "main"));

    internal static IEnumerable<RustNode> References(RustNode type)
    {
        if (type.Kind == NodeKind.RefType)
        {
            return [type];
        }
        return type.Children.SelectMany(References);
    }

    internal static string Owned(RustNode reference)
    {
        var inner = reference.Children.LastOrDefault(child => child.Kind.IsType());
        return inner switch
        {
            null => reference.Text,
            { Kind: NodeKind.PathType, Text: "str" } => "String",
            { Kind: NodeKind.SliceType, Children: [var element, ..] } => $"Vec<{element.Text}>",
            _ => inner.Text,
        };
    }

    /// <summary>What the function returns: its last expression, followed into branches, and the operands of its returns.</summary>
    internal static IEnumerable<RustNode> Results(RustNode body)
    {
        foreach (var node in body.SelfAndBelow())
        {
            if (node.Kind == NodeKind.Return && node.Children.Count > 0 && !IsInClosure(node, body))
            {
                yield return node.Children[0];
            }
        }
        foreach (var tail in Tails(body))
        {
            yield return tail;
        }
    }

    private static bool IsInClosure(RustNode node, RustNode body) => node.Ancestor(kind => kind is NodeKind.Closure or NodeKind.Fn) is { } outer && outer.IsWithin(body);

    private static IEnumerable<RustNode> Tails(RustNode node) => node.Kind switch
    {
        NodeKind.Block => node.Children.Count > 0 && node.Children[^1].Kind.IsExpression() ? Tails(node.Children[^1]) : [],
        NodeKind.If => node.Children.Skip(1).SelectMany(Tails),
        NodeKind.Match => node.Children.Skip(1).Where(arm => arm.Kind == NodeKind.Arm).SelectMany(arm => Tails(arm.Children[^1])),
        NodeKind.Return => [],
        _ => [node],
    };

    private static IEnumerable<TextEdit> Own(RepairSite site, RustNode result, RustNode type, string variant, bool plain)
    {
        if (type.Kind == NodeKind.RefType)
        {
            return plain ? [site.After(result, variant)] : OwnPlain(site, result, variant);
        }
        switch (Places.Bare(result))
        {
            case { Kind: NodeKind.Call, Children: [{ NameText: "Some" or "Ok" }, { Children: [var inner] }] }:
                return plain ? [site.After(inner, variant)] : OwnPlain(site, inner, variant);
            case { Kind: NodeKind.MethodCall, NameText: "collect" } call:
                return [site.Insert(call.Children[0].ByteEnd, variant == ".clone()" ? ".cloned()" : $".map(|part| part{variant})")];
            case { Kind: NodeKind.Tuple } tuple:
                return tuple.Children.SelectMany(part => OwnPlain(site, part, variant));
            case { Kind: NodeKind.Path } name when Filled(name).ToList() is { Count: > 0 } added:
                return added.SelectMany(part => plain ? [site.After(part, variant)] : OwnPlain(site, part, variant));
            case { Kind: NodeKind.Path, Text: "None" }:
                return [];
            case { Kind: NodeKind.MethodCall } call when type.NameText == "Option":
                return [site.After(call, variant == ".clone()" ? ".cloned()" : $".map(|part| part{variant})")];
            default:
                return [];
        }
    }

    /// <summary>What is put into the collection that a function builds and returns.</summary>
    private static IEnumerable<RustNode> Filled(RustNode name) =>
        Places.Function(name)?.SelfAndBelow().Where(node => node is { Kind: NodeKind.MethodCall, NameText: "push" or "insert" or "push_back" } && node.Children[0].Text == name.Text)
            .SelectMany(call => call.Children[^1].Children.TakeLast(1)) ?? [];

    private static IEnumerable<TextEdit> OwnPlain(RepairSite site, RustNode result, string variant)
    {
        var bare = Places.Bare(result);
        switch (bare)
        {
            case { Kind: NodeKind.Ref, Children: [{ Kind: NodeKind.Index, Children: [var whole, { Kind: NodeKind.Range, Children.Count: 0 }] }] }:
                return [site.Replace(result, whole.Text)];
            case { Kind: NodeKind.Ref, Children: [{ Kind: NodeKind.Path or NodeKind.MacroCall or NodeKind.Call or NodeKind.MethodCall } value] } when IsLocal(value):
                return [site.Replace(result, value.Text)];
            case { Kind: NodeKind.Ref, Children: [{ Kind: NodeKind.Unary } deref] } when deref.Source.Is(deref.First, "*"):
                return [site.Replace(result, deref.Children[0].Text)];
            case { Kind: NodeKind.Ref, Children: [var place] }:
                return [site.Replace(result, place.Text + variant)];
            case { Kind: NodeKind.MethodCall, NameText: "as_str" or "as_slice" or "as_ref" or "as_mut" or "as_mut_str" or "as_mut_slice" or "deref" or "borrow", Children: [var value, _] }:
                return [site.Replace(result, value.Text)];
            case { Kind: NodeKind.Path } name when Made(name) is { } made:
                return [site.Replace(made, made.Children[0].Text)];
            default:
                return [site.After(result, variant)];
        }
    }

    /// <summary>The borrow of a value that was made in the statement which gave it its name.</summary>
    private static RustNode? Made(RustNode name) =>
        Places.Binding(name, name.Text) is { } binding && Places.Holder(binding) is { Kind: NodeKind.Let } let && let.Child(kind => kind.IsType()) is null
            && let.Child(NodeKind.Ref) is { Children: [{ Kind: NodeKind.Call or NodeKind.MethodCall or NodeKind.MacroCall or NodeKind.StructLiteral or NodeKind.Array }] } borrow ? borrow : null;

    // A parameter that is itself a reference needs a copy; a local is moved out.
    private static bool IsLocal(RustNode value) =>
        value.Kind != NodeKind.Path || Places.Binding(value, value.Text) is not { } binding || Places.Holder(binding).Kind != NodeKind.Param
        || Places.Holder(binding).Child(kind => kind.IsType())?.Kind != NodeKind.RefType;

    // A lifetime that only the result had is nobody's now.
    private static List<TextEdit> UnusedLifetimes(RepairSite site, RustNode function)
    {
        if (function.Child(NodeKind.Generics) is not { } generics || function.Child(NodeKind.ParamList) is not { } parameters)
        {
            return [];
        }
        var unused = generics.Children.Where(child => child.Kind == NodeKind.LifetimeParam && !Places.Mentions(parameters, child.NameText)
            && function.Child(NodeKind.Block) is { } body && !Places.Mentions(body, child.NameText)).ToList();
        return unused.Count == generics.Children.Count && unused.Count > 0 && function.Child(NodeKind.Where) is null ? [site.Replace(generics, "")] : [];
    }
}
