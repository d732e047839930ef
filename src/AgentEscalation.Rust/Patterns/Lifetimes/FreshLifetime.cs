using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A lifetime parameter whose name is taken gets another.</summary>
internal sealed class FreshLifetime() : RepairPattern("fresh-lifetime", "E0262 E0496", RepairEffect.Keeps, ErrorClass.Lifetime, ErrorClass.NameSyntaxAndVisibility)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var source = site.Source;
        var parameter = source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        if (parameter.Kind != NodeKind.LifetimeParam && parameter.Ancestor(NodeKind.LifetimeParam) is not { })
        {
            yield break;
        }
        var old = source.Slice(site.Primary.ByteStart, site.Primary.ByteEnd);
        var item = parameter.Ancestor(kind => kind.IsItem());
        var name = Enumerable.Range('a', 26).Select(letter => "'" + (char)letter).FirstOrDefault(wish => !Enumerable.Range(0, source.Count).Any(i => source.Is(i, wish)));
        if (item is null || name is null)
        {
            yield break;
        }
        var edits = Enumerable.Range(item.First, item.End - item.First).Where(i => source.Kind(i) == TokenKind.Lifetime && source.Is(i, old))
            .Select(i => site.Replace(source.ByteStart(i), source.ByteEnd(i), name));
        yield return site.Candidate($"{name} for {old}", 0.75, edits);
    }
}
