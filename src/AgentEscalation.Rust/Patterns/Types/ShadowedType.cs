using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A type parameter has the name of the type that is meant, and hides it: the parameter goes.</summary>
internal sealed class ShadowedType() : RepairPattern("shadowed-type", "E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Labelled("this type parameter") is not { } span)
        {
            yield break;
        }
        var node = site.Source.NodeAt(span.ByteStart, span.ByteEnd);
        var parameter = node.Kind == NodeKind.TypeParam ? node : node.Ancestor(NodeKind.TypeParam);
        if (parameter is { Parent.Kind: NodeKind.Generics } && site.Error.Children.Select(note => note.Message).Append(site.Primary.Label ?? "")
            .Any(text => text.Contains($"type parameter `{parameter.NameText}`", StringComparison.Ordinal) && text.Contains($"found `{parameter.NameText}`", StringComparison.Ordinal)
                || text.Contains($"expected `{parameter.NameText}`, found type parameter `{parameter.NameText}`", StringComparison.Ordinal)))
        {
            yield return site.Candidate($"{parameter.NameText} is the type of that name", 0.75, Commas.RemoveGeneric(site.File, parameter));
        }
    }
}
