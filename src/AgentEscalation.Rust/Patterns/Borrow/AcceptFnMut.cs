using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A function of ours that calls a closure accepts one that changes what it captures.</summary>
internal sealed class AcceptFnMut() : RepairPattern(
    "accept-fn-mut", "E0594 E0596 E0525 E0507", RepairEffect.WidensApi, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var span in site.Error.Spans.Concat(site.Error.Children.SelectMany(note => note.Spans)))
        {
            if (span.Label?.Contains("change this to accept `FnMut`", StringComparison.Ordinal) != true || site.Sources.Get(span.File) is not { } source)
            {
                continue;
            }
            var at = source.NodeAt(span.ByteStart, span.ByteEnd);
            if (Places.Function(at) is not { } function || (at.Kind == NodeKind.Param ? at : at.Ancestor(NodeKind.Param)) is not { } parameter)
            {
                continue;
            }
            var body = function.Child(NodeKind.Block);
            var bounds = Enumerable.Range(function.First, (body?.First ?? function.End) - function.First).Where(i => source.Is(i, "Fn")).ToList();
            var edits = bounds.Select(i => new TextEdit(span.File, source.ByteStart(i), source.ByteEnd(i), "FnMut")).ToList();
            if (parameter.Child(kind => kind.IsType()) is { Kind: NodeKind.RefType } pointer && !source.Is(pointer.First + 1, "mut") && bounds.Count > 0)
            {
                var at2 = source.ByteEnd(pointer.First);
                var closures = site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow().Where(node => node is { Kind: NodeKind.Call } call && call.Children[0].NameText == function.NameText)
                    .SelectMany(call => call.Child(NodeKind.ArgList)?.Children ?? []).Where(argument => argument is { Kind: NodeKind.Ref, Children: [{ Kind: NodeKind.Closure }] } && !argument.Source.Is(argument.First + 1, "mut"))
                    .Select(argument => new TextEdit(pair.File, argument.Source.ByteEnd(argument.First), argument.Source.ByteEnd(argument.First), "mut ")));
                yield return site.Candidate($"let {function.NameText} accept &mut FnMut", 0.74, edits.Append(new TextEdit(span.File, at2, at2, "mut ")).Concat(closures));
            }
            if (bounds.Count > 0 && parameter.Children[0] is { Kind: NodeKind.NamePattern } name && !source.Is(name.First, "mut"))
            {
                yield return site.Candidate($"let {function.NameText} accept FnMut", 0.76, edits.Append(new TextEdit(span.File, name.ByteStart, name.ByteStart, "mut ")));
                yield return site.Candidate($"let {function.NameText} accept FnMut", 0.6, edits);
            }
        }
    }
}
