using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A function of ours that takes a value and does not need to own it borrows it, and all its callers lend it.</summary>
internal sealed class BorrowParameter() : RepairPattern("borrow-parameter", "E0382 E0507 E0505", RepairEffect.WidensApi, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var span in site.OfNote("consider changing this parameter type in"))
        {
            if (site.Sources.Get(span.File) is not { } source || source.NodeAt(span.ByteStart, span.ByteEnd) is not { } at)
            {
                continue;
            }
            var parameter = at.Kind == NodeKind.Param ? at : at.Ancestor(NodeKind.Param);
            if (parameter?.Parent is not { Kind: NodeKind.ParamList } list || list.Parent is not { Kind: NodeKind.Fn } function
                || parameter.Child(kind => kind.IsType()) is not { } type || type.Kind == NodeKind.RefType)
            {
                continue;
            }
            var method = list.Children[0].Kind == NodeKind.SelfParam;
            var index = list.Children.ToList().IndexOf(parameter) - (method ? 1 : 0);
            var mutable = parameter.Children[0].Source.Is(parameter.Children[0].First, "mut");
            var edits = new List<TextEdit> { new(span.File, type.ByteStart, type.ByteStart, mutable ? "&mut " : "&") };
            if (mutable)
            {
                edits.Add(new TextEdit(span.File, parameter.Children[0].ByteStart, source.ByteStart(parameter.Children[0].First + 1), ""));
            }
            edits.AddRange(Arguments(site, function.NameText, index, method).Select(argument => new TextEdit(argument.File, argument.Node.ByteStart, argument.Node.ByteStart, mutable ? "&mut " : "&")));
            // Whoever calls it from outside would have to change too.
            var effect = Places.IsPublic(function) ? RepairEffect.ChangesBehaviour : RepairEffect.WidensApi;
            yield return site.Candidate(mutable ? $"lend to {function.NameText} mutably" : $"lend to {function.NameText}", 0.66, effect, edits);
        }
    }

    private static IEnumerable<(string File, RustNode Node)> Arguments(RepairSite site, string function, int index, bool method)
    {
        foreach (var (file, source) in site.Sources.All)
        {
            foreach (var call in source.Root.SelfAndBelow())
            {
                var named = method ? call.Kind == NodeKind.MethodCall && call.NameText == function
                    : call.Kind == NodeKind.Call && call.Children[0].Kind == NodeKind.Path && call.Children[0].NameText == function;
                if (named && call.Child(NodeKind.ArgList) is { } arguments && index < arguments.Children.Count)
                {
                    yield return (file, arguments.Children[index]);
                }
            }
        }
    }
}
