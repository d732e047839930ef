using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A function that writes through a reference asks for a mutable one, and its callers lend mutably.</summary>
internal sealed class MutableParameter() : RepairPattern("mutable-parameter", "E0594 E0596", RepairEffect.WidensApi, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (!site.Error.Message.Contains("behind a `&` reference", StringComparison.Ordinal)
            || site.PrimaryNode.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Path && node.End == node.First + 1) is not { } use
            || Places.Binding(use, use.Text) is not { } binding || Places.Holder(binding) is not { Kind: NodeKind.Param } parameter
            || parameter.Child(NodeKind.RefType) is not { } type || type.Source.Is(type.First + 1, "mut") || type.Child(kind => kind.IsType()) is not { } inner
            || parameter.Parent?.Parent is not { Kind: NodeKind.Fn } function || Places.Impl(function)?.Children.Count(child => child.Kind.IsType()) == 2)
        {
            yield break;
        }
        var index = parameter.Parent.Children.Where(child => child.Kind == NodeKind.Param).ToList().IndexOf(parameter);
        var edits = new List<TextEdit> { site.Before(inner, "mut ") };
        foreach (var (file, source) in site.Sources.All)
        {
            foreach (var call in source.Root.SelfAndBelow())
            {
                var name = call.Kind == NodeKind.MethodCall ? call.NameText : call.Kind == NodeKind.Call && call.Children[0].Kind == NodeKind.Path ? call.Children[0].NameText : "";
                if (name == function.NameText && call.Child(NodeKind.ArgList) is { } arguments && index < arguments.Children.Count
                    && arguments.Children[index] is { Kind: NodeKind.Ref } argument && !source.Is(argument.First + 1, "mut"))
                {
                    edits.Add(new TextEdit(file, argument.ByteStart + 1, argument.ByteStart + 1, "mut "));
                }
            }
        }
        yield return site.Candidate($"{function.NameText} borrows {use.Text} mutably", 0.6, edits);
    }
}
