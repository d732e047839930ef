using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>
/// A method of a type that holds borrowed data returns a reference into that data: with the lifetime of the data instead of the one of
/// `self`, the value stays free while the result lives.
/// </summary>
internal sealed class ReturnFromData() : RepairPattern(
    "return-from-data", Conflict.Codes + " E0597 E0515 E0716 region", RepairEffect.WidensApi, ErrorClass.Lifetime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var nodes = site.Spans.Select(site.NodeOf).ToList();
        var called = nodes.SelectMany(node => (Places.Statement(node) ?? node).SelfAndBelow()).Where(node => node.Kind == NodeKind.MethodCall)
            .Select(node => node.NameText).ToHashSet(StringComparer.Ordinal);
        if (Places.Function(site.PrimaryNode) is { } around)
        {
            called.Add(around.NameText);
        }
        foreach (var (file, method) in called.SelectMany(name => Places.Functions(site.Sources, name)))
        {
            if (method.Child(NodeKind.ReturnType) is not { } result || Places.Impl(method)?.Child(NodeKind.Generics) is not { } generics)
            {
                continue;
            }
            foreach (var lifetime in generics.Children.Where(child => child.Kind == NodeKind.LifetimeParam))
            {
                var edits = Elided(result, file, lifetime.NameText).ToList();
                if (edits.Count > 0)
                {
                    yield return site.Candidate($"return what {lifetime.NameText} borrows from {method.NameText}", 0.75, edits);
                }
            }
        }
    }

    internal static IEnumerable<TextEdit> Elided(RustNode types, string file, string lifetime)
    {
        foreach (var node in types.SelfAndBelow())
        {
            if (node.Kind == NodeKind.RefType && node.Child(NodeKind.Lifetime) is null)
            {
                var at = node.Source.ByteEnd(node.First);
                yield return new TextEdit(file, at, at, lifetime + " ");
            }
            else if (node.Kind == NodeKind.Lifetime && node.NameText == "'_")
            {
                yield return new TextEdit(file, node.ByteStart, node.ByteEnd, lifetime);
            }
        }
    }
}
