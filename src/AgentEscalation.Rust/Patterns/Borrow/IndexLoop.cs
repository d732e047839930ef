using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>
/// A loop over the elements becomes a loop over their indexes, so that the body borrows an element only where it uses it. The length is read
/// once, as the iterator did; only where the body does not add or remove elements itself.
/// </summary>
internal sealed class IndexLoop() : RepairPattern("index-loop", Conflict.Codes, RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict || Loop(conflict.First) is not { Children: [{ } pattern, var head, { Kind: NodeKind.Block } body] } loop)
        {
            yield break;
        }
        var counter = "i";
        var chain = head;
        if (chain is { Kind: NodeKind.MethodCall, NameText: "enumerate" } && pattern is { Kind: NodeKind.TuplePattern, Children: [{ Kind: NodeKind.NamePattern or NodeKind.WildPattern } count, var element] })
        {
            counter = count.Kind == NodeKind.NamePattern ? count.NameText : Places.Fresh(loop, "i");
            (chain, pattern) = (chain.Children[0], element);
        }
        else
        {
            counter = Places.Fresh(loop, counter);
        }
        var mutable = false;
        RustNode items;
        switch (chain)
        {
            case { Kind: NodeKind.MethodCall, NameText: "iter" or "iter_mut", Children: [var receiver, ..] }:
                (items, mutable) = (receiver, chain.NameText == "iter_mut");
                break;
            case { Kind: NodeKind.Ref, Children: [var place] }:
                (items, mutable) = (place, chain.Source.Is(chain.First + 1, "mut"));
                break;
            default:
                yield break;
        }
        var dereferenced = pattern.Kind == NodeKind.RefPattern;
        var name = dereferenced ? pattern.Child(NodeKind.NamePattern) : pattern;
        if (name is not { Kind: NodeKind.NamePattern, Children.Count: 0 } || !Places.IsPure(items) || Grows(body, items.Text) || Shrinks(site, body, items))
        {
            yield break;
        }
        var access = $"{items.Text}[{counter}]";
        var edits = new List<TextEdit> { site.Replace(loop.Children[0], counter), site.Replace(head, $"0..{items.Text}.len()") };
        foreach (var use in Places.Uses(body, name.NameText))
        {
            edits.Add(Use(site, use, access, mutable, dereferenced));
        }
        if (Enumerable.Range(body.First, body.End - body.First).Any(i => body.Source.Kind(i).IsString() && body.Source.Text(i).Contains("{" + name.NameText, StringComparison.Ordinal)))
        {
            yield break;
        }
        // Whether the body was to see the elements that it has changed already, nothing says.
        var effect = mutable && Rereads(site, body, items, name.NameText) ? RepairEffect.ChangesBehaviour : RepairEffect.Keeps;
        yield return site.Candidate("loop over the indexes", 0.66, effect, edits);
    }

    private static bool Rereads(RepairSite site, RustNode body, RustNode items, string element)
    {
        var written = Written(site, body, element).Distinct(StringComparer.Ordinal).ToList();
        if (!written.Contains(""))
        {
            // Only what is written matters, wherever it is read but from the element itself.
            return written.Exists(part => body.SelfAndBelow().Any(node => node.Kind == NodeKind.Field && node.NameText == part && Places.Root(node).Text != element)
                || (Owner(items) is { } owner && Calls(body, owner) && TakeAndRestore.SeesField(site, body, owner, part)));
        }
        return body.SelfAndBelow().Any(node => node.Kind == items.Kind && node.Text == items.Text && node.Parent is not { Kind: NodeKind.MethodCall, NameText: "len" or "is_empty" })
            || (Owner(items) is { } whole && Calls(body, whole) && TakeAndRestore.SeesField(site, body, whole, items.NameText));
    }

    /// <summary>The fields of the element that the body writes; an empty name for all of it.</summary>
    private static IEnumerable<string> Written(RepairSite site, RustNode body, string element)
    {
        foreach (var use in Places.Uses(body, element))
        {
            var (node, outer, part) = (use, use.Parent, "");
            while (outer is { Kind: NodeKind.Field or NodeKind.Index or NodeKind.Unary or NodeKind.Paren } && outer.Children[0] == node)
            {
                part = part.Length == 0 && outer.Kind == NodeKind.Field ? outer.NameText : part;
                (node, outer) = (outer, outer.Parent);
            }
            if (outer is { Kind: NodeKind.Assign or NodeKind.CompoundAssign } && outer.Children[0] == node || outer is { Kind: NodeKind.Ref } && outer.Source.Is(outer.First + 1, "mut")
                || outer is { Kind: NodeKind.MethodCall } && outer.Children[0] == node && LostMutation.Changes(outer) || outer is { Kind: NodeKind.ArgList } && node == use && !OnlyLooks(site, outer.Parent))
            {
                yield return part;
            }
        }
    }

    private static bool OnlyLooks(RepairSite site, RustNode? call) => call is { Children.Count: > 0 }
        && Places.Functions(site.Sources, call.Kind == NodeKind.MethodCall ? call.NameText : call.Children[0].NameText).Select(pair => pair.Function).ToList() is { Count: > 0 } own
        && own.TrueForAll(function => function.Child(NodeKind.ParamList)?.Children.Any(parameter => parameter.Kind == NodeKind.Param && Places.Mentions(parameter, "mut")) == false);

    private static string? Owner(RustNode items) => items is { Kind: NodeKind.Field, Children: [{ Kind: NodeKind.Path } owner] } ? owner.Text : null;

    private static bool Calls(RustNode body, string owner) => body.SelfAndBelow().Any(node => node.Kind == NodeKind.MethodCall && node.Children[0].Text == owner);

    private static TextEdit Use(RepairSite site, RustNode use, string access, bool mutable, bool dereferenced) => use.Parent switch
    {
        { Kind: NodeKind.MethodCall or NodeKind.Field or NodeKind.Index } outer when outer.Children[0] == use => site.Replace(use, access),
        _ when dereferenced => site.Replace(use, access),
        { Kind: NodeKind.Unary } outer when outer.Source.Is(outer.First, "*") =>
            site.Replace(outer, outer.Parent is { Kind: NodeKind.MethodCall or NodeKind.Field } ? $"({access})" : access),
        _ => site.Replace(use, (mutable ? "&mut " : "&") + access),
    };

    private static RustNode? Loop(RustNode borrow)
    {
        for (var (node, outer) = (borrow, borrow.Parent); outer is not null && outer.Kind.IsExpression(); (node, outer) = (outer, outer.Parent))
        {
            if (outer.Kind == NodeKind.For && outer.Children.Count > 1 && outer.Children[1] == node)
            {
                return outer;
            }
        }
        return null;
    }

    // A method of ours that takes elements away would let the loop run past the end.
    private static bool Shrinks(RepairSite site, RustNode body, RustNode items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<RustNode>([body]);
        while (items.Kind == NodeKind.Field && open.TryPop(out var node))
        {
            foreach (var call in node.SelfAndBelow().Where(call => call.Kind == NodeKind.MethodCall))
            {
                if (call.Children[0] is { Kind: NodeKind.Field } field && field.NameText == items.NameText && node != body
                    && call.NameText is "pop" or "remove" or "clear" or "truncate" or "drain" or "retain" or "swap_remove" or "pop_front" or "pop_back" or "split_off" or "dedup")
                {
                    return true;
                }
                if (seen.Add(call.NameText))
                {
                    Places.Functions(site.Sources, call.NameText).Select(pair => pair.Function).ToList().ForEach(open.Push);
                }
            }
        }
        return false;
    }

    private static bool Grows(RustNode body, string items) =>
        body.SelfAndBelow().Any(node => (node.Kind == NodeKind.MethodCall && node.Children[0].Text == items
            && node.NameText is "push" or "pop" or "insert" or "remove" or "clear" or "truncate" or "extend" or "drain" or "append" or "retain" or "swap_remove" or "push_back" or "pop_front")
            || (node.Kind == NodeKind.Assign && node.Children[0].Text == items));
}
