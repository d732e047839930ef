using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A result that lives for whatever lifetime the caller asks, without an argument that says which, lives for `'static`.</summary>
internal sealed class UnconstrainedResult() : RepairPattern("unconstrained-result", "E0581 E0582", RepairEffect.Keeps, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var name = site.Error.Message.Split('`').FirstOrDefault(part => part.StartsWith('\''));
        var (source, first) = (site.Source, site.Source.TokenAt(site.Primary.ByteStart));
        var edits = new List<TextEdit>();
        for (var i = first; i < source.Count && source.ByteEnd(i) <= site.Primary.ByteEnd; i++)
        {
            if (source.Kind(i) == TokenKind.Lifetime && source.Is(i, name ?? ""))
            {
                edits.Add(site.Replace(source.ByteStart(i), source.ByteEnd(i), "'static"));
            }
        }
        if (edits.Count > 0)
        {
            yield return site.Candidate("the result lives for 'static", 0.65, edits);
        }
    }
}
