using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A private function asks of a closure no more than it needs: to be called once, or to be called in turn; one that hands it on says that it may be called again.</summary>
internal sealed class ClosureBound() : RepairPattern("closure-bound", "E0525 E0382", RepairEffect.WidensApi, ErrorClass.MoveSemantics, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Code == "E0382")
        {
            foreach (var candidate in CalledAgain(site))
            {
                yield return candidate;
            }
            yield break;
        }
        var has = RepairSite.Quoted(site.Error.Message, 1);
        if (RepairSite.Quoted(site.Error.Message) is not { } asked || has is not ("FnMut" or "FnOnce"))
        {
            yield break;
        }
        foreach (var span in site.Error.Children.SelectMany(note => note.Spans).Where(span => span.Label?.Contains("required by this bound", StringComparison.Ordinal) == true))
        {
            if (site.Sources.Get(span.File) is not { } source || source.TokenAt(span.ByteStart) is var at && !source.Is(at, asked))
            {
                continue;
            }
            var bound = source.NodeAt(span.ByteStart, span.ByteEnd);
            if (Places.Function(bound) is not { } function || Places.IsPublic(function))
            {
                continue;
            }
            var edits = new List<TextEdit> { new(span.File, source.ByteStart(at), source.ByteEnd(at), has) };
            if (has == "FnMut")
            {
                var generic = bound.Ancestor(NodeKind.TypeParam)?.NameText ?? bound.Ancestor(NodeKind.Predicate)?.Children[0].Text;
                edits.AddRange((function.Child(NodeKind.ParamList)?.Children ?? []).Where(parameter => parameter.Kind == NodeKind.Param && parameter.Children.Count > 1
                    && (parameter.Children[1].Text == generic || bound.IsWithin(parameter)) && !source.Is(parameter.First, "mut"))
                    .Select(parameter => new TextEdit(span.File, parameter.ByteStart, parameter.ByteStart, "mut ")));
            }
            yield return site.Candidate($"{function.NameText} asks for {has}", 0.7, edits);
        }
    }

    // What is passed for `FnOnce` is one, whatever it does.
    private static IEnumerable<Candidate> CalledAgain(RepairSite site)
    {
        foreach (var span in site.OfNote("closures can only be called once").Where(span => span.Label?.Contains("is made to be an `FnOnce` closure here", StringComparison.Ordinal) == true))
        {
            if (site.Sources.Get(span.File) is not { } source || source.NodeAt(span.ByteStart, span.ByteEnd) is not { } asked || Places.Function(asked) is not { } taker
                || RepairSite.Quoted(site.Error.Message) is not { } closure || taker.Child(NodeKind.ParamList)?.Children.FirstOrDefault(parameter => Places.BindingIn(parameter, closure) is not null) is not { } taken)
            {
                continue;
            }
            var at = Enumerable.Range(asked.First, asked.End - asked.First).Where(i => source.Is(i, "FnOnce")).Select(i => new TextEdit(span.File, source.ByteStart(i), source.ByteEnd(i), "FnMut")).ToList();
            if (at.Count == 1)
            {
                yield return site.Candidate($"{taker.NameText} calls it again and again", 0.72, source.Is(taken.First, "mut") ? at : at.Append(site.Before(taken, "mut ")));
            }
        }
        if (!site.Error.Children.Any(note => note.Message.Contains("implements `FnOnce`", StringComparison.Ordinal)) || RepairSite.Quoted(site.Error.Message) is not { } name
            || Places.Binding(site.PrimaryNode, name) is not { } binding || Places.Holder(binding) is not { Kind: NodeKind.Let } let
            || let.Child(NodeKind.Call) is not { Children: [{ Kind: NodeKind.Path } called, _] })
        {
            yield break;
        }
        foreach (var (file, function) in Places.Functions(site.Sources, called.NameText).Where(pair => !Places.IsPublic(pair.Function)))
        {
            var bounds = Enumerable.Range(function.First, function.End - function.First).Where(i => function.Source.Is(i, "FnOnce")).ToList();
            foreach (var (may, promise) in ((string, double)[])[("Fn", 0.7), ("FnMut", 0.65)])
            {
                if (bounds.Count > 0)
                {
                    yield return site.Candidate($"{function.NameText} takes what can be called again", promise, bounds.Select(i => new TextEdit(file, function.Source.ByteStart(i), function.Source.ByteEnd(i), may)));
                }
            }
        }
    }
}
