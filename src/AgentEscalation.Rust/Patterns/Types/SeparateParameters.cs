using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A private function asks for two arguments of one type where nothing in it needs that: each gets a type of its own.</summary>
internal sealed class SeparateParameters() : RepairPattern("separate-parameters", "E0308", RepairEffect.WidensApi, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var span in site.OfNote("defined here").Where(span => span.Label?.Contains("both reference this parameter", StringComparison.Ordinal) == true))
        {
            var node = site.Sources.Get(span.File)?.NodeAt(span.ByteStart, span.ByteEnd);
            var parameter = node?.Kind == NodeKind.TypeParam ? node : node?.Ancestor(NodeKind.TypeParam);
            if (parameter is null || Places.Function(parameter) is not { } function || Places.IsPublic(function) || parameter.Parent?.Parent != function)
            {
                continue;
            }
            var uses = function.SelfAndBelow().Where(part => part.Kind == NodeKind.PathType && part.Text == parameter.NameText).ToList();
            if (uses.Count == 2 && uses.TrueForAll(use => use.Ancestor(NodeKind.Param) is { } holder && holder.Child(kind => kind.IsType()) == use))
            {
                var name = Places.Fresh(function, parameter.NameText + "2");
                var bounds = parameter.Child(NodeKind.Bounds) is { } has ? ": " + has.Text.TrimStart(':', ' ') : "";
                yield return site.Candidate(
                    $"{function.NameText} takes two types",
                    0.6,
                    new TextEdit(span.File, uses[1].ByteStart, uses[1].ByteEnd, name),
                    Commas.AddGeneric(span.File, function, name + bounds));
            }
        }
    }
}
