using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>Two lifetimes of an item, of which the compiler says that one has to outlive the other, get that bound.</summary>
internal sealed class OutlivesBound() : RepairPattern("outlives-bound", "E0478 E0491", RepairEffect.WidensApi, ErrorClass.Lifetime, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var named = site.Error.Children.SelectMany(note => note.Spans).Select(span => (span.File, Parameter: Parameter(site, span))).Where(entry => entry.Parameter is not null).ToList();
        if (named is not [var first, var second, ..] || first.Parameter!.NameText == second.Parameter!.NameText)
        {
            yield break;
        }
        // E0478 names the short one first, E0491 the reference before what it points to.
        var (longer, shorter) = site.Error.Code == "E0478" ? (first, second) : (second, first);
        yield return site.Candidate($"{longer.Parameter!.NameText} outlives {shorter.Parameter!.NameText}", 0.82, Commas.AddBound(longer.File, longer.Parameter, shorter.Parameter.NameText));
        yield return site.Candidate($"{shorter.Parameter.NameText} outlives {longer.Parameter.NameText}", 0.5, Commas.AddBound(shorter.File, shorter.Parameter, longer.Parameter.NameText));
    }

    private static RustNode? Parameter(RepairSite site, DiagnosticSpan span)
    {
        var node = site.Sources.Get(span.File)?.NodeAt(span.ByteStart, span.ByteEnd);
        return node?.Kind == NodeKind.LifetimeParam ? node : node?.Parent is { Kind: NodeKind.LifetimeParam } parameter ? parameter : null;
    }
}
