using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>`&amp;'a mut self` with the lifetime of the type itself borrows the value for as long as it lives; without the name it borrows for the call.</summary>
internal sealed class LooseSelfLifetime() : RepairPattern(
    "loose-self-lifetime", Conflict.Codes + " E0597 E0716 E0521 E0713 region", RepairEffect.WidensApi, ErrorClass.Lifetime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var tight = site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow().Where(IsTight).Select(self => (pair.File, Self: self))).ToList();
        if (tight.Count == 0)
        {
            yield break;
        }
        yield return site.Candidate("borrow self for the call only", 0.82, tight.Select(entry => Loosen(entry.File, entry.Self)));
        var both = tight.SelectMany(entry => Results(entry.File, entry.Self).Prepend(Loosen(entry.File, entry.Self))).Distinct().ToList();
        if (both.Count > tight.Count)
        {
            yield return site.Candidate("borrow self for the call only, also in the result", 0.8, both);
        }
        if (tight.Count > 1)
        {
            foreach (var (file, self) in tight)
            {
                yield return site.Candidate($"borrow self for the call only in line {self.Source.Line(self.ByteStart)}", 0.6, Loosen(file, self));
            }
        }
    }

    private static bool IsTight(RustNode node) =>
        node.Kind == NodeKind.SelfParam && node.Child(NodeKind.Lifetime) is { } lifetime && Places.Impl(node)?.Child(NodeKind.Generics) is { } generics
        && generics.Children.Any(parameter => parameter.NameText == lifetime.NameText);

    // `&'a mut Self<'a>` handed on: the outer reference lives as long as the borrow, what it refers to keeps its lifetime.
    private static IEnumerable<TextEdit> Results(string file, RustNode self) => Places.Function(self)?.Child(NodeKind.ReturnType) is { } result
        ? result.SelfAndBelow().Where(node => node.Kind == NodeKind.RefType && Places.Mentions(node, "mut") && node.Child(NodeKind.Lifetime)?.NameText == self.Child(NodeKind.Lifetime)!.NameText)
            .Select(node => Loosen(file, node))
        : [];

    private static TextEdit Loosen(string file, RustNode self)
    {
        var lifetime = self.Child(NodeKind.Lifetime)!;
        return new TextEdit(file, lifetime.ByteStart, self.Source.ByteStart(lifetime.End), "");
    }
}
