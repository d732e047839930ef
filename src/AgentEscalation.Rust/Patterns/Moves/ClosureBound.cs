using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A private function asks of a closure no more than it needs: to be called once, or to be called in turn.</summary>
internal sealed class ClosureBound() : RepairPattern("closure-bound", "E0525", RepairEffect.WidensApi, ErrorClass.MoveSemantics, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
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
}
