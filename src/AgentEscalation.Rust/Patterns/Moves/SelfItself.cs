using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>`self` is a reference already: a cursor that begins with a reference to it begins with it itself.</summary>
internal sealed class SelfItself() : RepairPattern(
    "self-itself", "E0308 E0596 E0594 E0507 E0502", RepairEffect.Keeps, ErrorClass.MoveSemantics, ErrorClass.BorrowChecker, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function || function.Child(NodeKind.ParamList)?.Children is not [{ Kind: NodeKind.SelfParam } self, ..] || !self.Source.Is(self.First, "&"))
        {
            yield break;
        }
        foreach (var start in function.SelfAndBelow().Where(node => node is { Kind: NodeKind.Ref, Parent.Kind: NodeKind.Let, Children: [{ Kind: NodeKind.Path, Text: "self" }] }))
        {
            yield return site.Candidate("begin with self itself", 0.8, site.Replace(start, "self"));
        }
    }
}
