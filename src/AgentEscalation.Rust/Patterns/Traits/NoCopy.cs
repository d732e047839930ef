using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>A type derives `Copy` and has a field that cannot be copied so: it does not derive it.</summary>
internal sealed class NoCopy() : RepairPattern("no-copy", "E0204", RepairEffect.Keeps, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var type = site.PrimaryNode.Kind is NodeKind.Struct or NodeKind.Enum ? site.PrimaryNode : site.PrimaryNode.Ancestor(kind => kind is NodeKind.Struct or NodeKind.Enum);
        foreach (var derive in type?.Children.Where(child => child.Kind == NodeKind.Attribute && child.Source.Is(child.First + 2, "derive")) ?? [])
        {
            var source = derive.Source;
            for (var i = derive.First + 4; i < derive.End; i++)
            {
                if (!source.Is(i, "Copy") || !(source.Is(i - 1, "(") || source.Is(i - 1, ",")))
                {
                    continue;
                }
                var edit = source.Is(i + 1, ",") ? site.Replace(source.ByteStart(i), source.ByteStart(i + 2), "")
                    : source.Is(i - 1, ",") ? site.Replace(source.ByteStart(i - 1), source.ByteEnd(i), "") : site.Remove(derive);
                yield return site.Candidate($"{type!.NameText} is not copied", 0.6, edit);
            }
        }
    }
}
