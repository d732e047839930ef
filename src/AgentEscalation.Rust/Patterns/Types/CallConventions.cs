using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>What a call asks for beyond types: C's promotions of variadic arguments, and a function that may await.</summary>
internal sealed class CallConventions() : RepairPattern("call-conventions", "E0617 E0728", RepairEffect.WidensApi, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Code == "E0617")
        {
            if (site.Error.Children.Select(note => RepairSite.Quoted(note.Message)).FirstOrDefault(name => name?.StartsWith("c_", StringComparison.Ordinal) == true) is { } type)
            {
                var node = site.PrimaryNode;
                var value = node.Kind is NodeKind.Binary or NodeKind.Range ? $"({node.Text})" : node.Text;
                yield return site.Candidate($"pass a {type}", 0.86, site.Replace(node, $"{value} as std::ffi::{type}"));
            }
            yield break;
        }
        if (site.Labelled("this is not `async`") is not { } span)
        {
            yield break;
        }
        var at = site.Source.NodeAt(span.ByteStart, span.ByteEnd);
        var owner = at.Kind is NodeKind.Fn or NodeKind.Closure ? at : at.Ancestor(kind => kind is NodeKind.Fn or NodeKind.Closure);
        if (owner is { Kind: NodeKind.Closure })
        {
            yield return site.Candidate("an async closure", 0.6, site.Before(owner, "async "));
        }
        else if (owner is not null && owner.NameText != "main" && !Called(site, owner.NameText))
        {
            var start = Enumerable.Range(owner.First, owner.End - owner.First).First(i => owner.Source.Is(i, "fn") || owner.Source.Is(i, "unsafe") || owner.Source.Is(i, "extern"));
            yield return site.Candidate($"{owner.NameText} is async", 0.6, site.Insert(owner.Source.ByteStart(start), "async "));
        }
    }

    // Whoever calls it would get a future that nobody awaits.
    private static bool Called(RepairSite site, string name) => site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow())
        .Any(node => (node.Kind == NodeKind.Path && node.NameText == name) || (node.Kind == NodeKind.MethodCall && node.NameText == name));
}
