using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A public type that holds values of any type is told to hold only values that can be copied, because one method moves one twice: every
/// other user of the type is turned away.</summary>
internal static class NarrowedGeneric
{
    public static bool IsIn(RepairState before, IEnumerable<TextEdit> edits)
    {
        // A bound that a field or an operation needs has no other way about it.
        if (!before.Errors.Any(error => error.Code is "E0382" or "E0505" or "E0507" or "E0508" or "E0509"))
        {
            return false;
        }
        foreach (var edit in edits.Where(edit => edit.ByteStart > 0 && Asks(edit.Replacement)))
        {
            if (ParsedSources.Of(before.Sources).Get(edit.File) is { } source
                && source.NodeAt(edit.ByteStart - 1, edit.ByteStart) is var at
                && (at.Kind is NodeKind.Generics or NodeKind.Where ? at : at.Ancestor(kind => kind is NodeKind.Generics or NodeKind.Where))?.Parent is { } owner
                && (owner.Kind == NodeKind.Impl ? owner.Children.LastOrDefault(child => child.Kind.IsType())?.NameText is { } self
                    && Places.Types(ParsedSources.Of(before.Sources), self).Any(pair => Places.IsPublic(pair.Type)) : owner.Kind is NodeKind.Struct or NodeKind.Enum or NodeKind.Trait && Places.IsPublic(owner)))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Asks(string bound) =>
        bound.Split([' ', ':', '+', ',', '<', '>'], StringSplitOptions.RemoveEmptyEntries) is var words && Array.Exists(words, word => word is "Copy" or "Clone") && !bound.Contains('#') && !bound.Contains('(');
}
