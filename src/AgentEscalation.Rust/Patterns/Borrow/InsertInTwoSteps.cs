using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>An entry whose value is computed by a closure that needs the owner of the map is asked for first, computed, then inserted.</summary>
internal sealed class InsertInTwoSteps() : RepairPattern("insert-in-two-steps", "E0499 E0500 E0501 E0502 E0503", RepairEffect.Keeps, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var calls = site.Spans.Select(site.NodeOf).SelectMany(Outward).Where(node => node is { Kind: NodeKind.MethodCall, NameText: "or_insert_with" or "or_insert" }).Distinct();
        foreach (var call in calls)
        {
            if (call.Children is not [{ Kind: NodeKind.MethodCall, NameText: "entry", Children: [var map, { Children: [var key] }] }, { Children: [var made] }]
                || !Places.IsPure(key) || !Places.IsPure(map))
            {
                continue;
            }
            var value = made switch
            {
                { Kind: NodeKind.Closure } closure when call.NameText == "or_insert_with" => closure.Children[^1].Text,
                _ when call.NameText == "or_insert" && Quiet.Is(site.Sources, made) => made.Text,
                _ => null,
            };
            if (value is null)
            {
                continue;
            }
            var name = Places.Fresh(call, "value");
            var dereferenced = call.Parent is { Kind: NodeKind.Unary } deref && deref.Source.Is(deref.First, "*");
            foreach (var stored in new[] { key.Text, key.Text + ".clone()" }.Distinct(StringComparer.Ordinal))
            {
                var block = $"{{ if !{map.Text}.contains_key(&{key.Text}) {{ let {name} = {value}; {map.Text}.insert({stored}, {name}); }} {map.Text}.get_mut(&{key.Text}).unwrap() }}";
                // A block at the start of a statement would end it.
                yield return site.Candidate("ask, compute, insert", 0.7, site.Replace(call, dereferenced ? block : $"({block})"));
            }
        }
    }

    private static IEnumerable<RustNode> Outward(RustNode node)
    {
        for (var at = node; at is not null && at.Kind.IsExpression() || at?.Kind == NodeKind.ArgList; at = at.Parent)
        {
            yield return at;
        }
    }
}
