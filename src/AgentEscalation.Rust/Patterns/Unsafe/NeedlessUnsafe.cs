using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Unsafe;

/// <summary>An `unsafe` that guards nothing goes. None is ever added.</summary>
internal sealed class NeedlessUnsafe() : RepairPattern("needless-unsafe", "E0197 E0198 E0199 unused_unsafe", RepairEffect.Keeps, ErrorClass.UnsafeCode)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        var owner = node.Kind is NodeKind.Impl or NodeKind.Block ? node : node.Ancestor(kind => kind is NodeKind.Impl or NodeKind.Block);
        if (owner is not null)
        {
            for (var i = owner.First; i < owner.End && !owner.Source.Is(i, "{"); i++)
            {
                if (owner.Source.Is(i, "unsafe"))
                {
                    yield return site.Candidate("no unsafe where nothing needs it", 0.9, site.Replace(owner.Source.ByteStart(i), owner.Source.ByteStart(i + 1), ""));
                    yield break;
                }
            }
        }
    }
}
