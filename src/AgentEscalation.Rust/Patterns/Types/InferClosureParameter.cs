using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A closure's parameter whose written type does not fit what the closure is for gets its type from there.</summary>
internal sealed class InferClosureParameter() : RepairPattern(
    "infer-closure-parameter", "E0631 E0521 E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var places = site.Error.Code == "E0521"
            ? site.Spans.Where(span => span.Label?.Contains("only valid in the closure body", StringComparison.Ordinal) == true).Select(span => site.Source.NodeAt(span.ByteStart, span.ByteEnd))
            : site.Spans.Select(span => site.NodeOf(span));
        foreach (var closure in places.Select(node => node.Kind == NodeKind.Closure ? node : node.Ancestor(NodeKind.Closure) ?? node.SelfAndBelow().FirstOrDefault(part => part.Kind == NodeKind.Closure))
            .OfType<RustNode>().Distinct())
        {
            var edits = (closure.Child(NodeKind.ParamList)?.Children ?? []).Where(parameter => parameter.Child(kind => kind.IsType()) is not null && parameter.Child(kind => kind.IsPattern()) is not null)
                .Select(parameter => site.Replace(parameter.Child(kind => kind.IsPattern())!.ByteEnd, parameter.Child(kind => kind.IsType())!.ByteEnd, "")).ToList();
            if (edits.Count > 0)
            {
                yield return site.Candidate("leave the parameter's type to the compiler", 0.62, edits);
            }
        }
    }
}
