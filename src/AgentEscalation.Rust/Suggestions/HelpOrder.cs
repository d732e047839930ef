using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Suggestions;

/// <summary>Puts the helps of one error into the order in which they are worth trying, and joins those that are halves of one.</summary>
internal static class HelpOrder
{
    /// <summary>An import, and the shortening of the path that the import makes possible: neither compiles without the other.</summary>
    private const string SecondHalf = "if you import ";

    // The change at the use is smaller than the one at the binding that comes before it.
    private static readonly string[] Preferred = ["if there is only one mutable reborrow", "to reborrow the mutable reference, add `*`"];

    public static IEnumerable<Suggestion> Of(IReadOnlyCollection<Suggestion> helps)
    {
        var half = helps.FirstOrDefault(IsSecondHalf);
        var whole = half is null ? helps : helps.Where(h => !IsSecondHalf(h)).Select(h => IsImport(h) ? Join(h, half) : h);
        return whole.OrderBy(h => Array.Exists(Preferred, p => h.Message.StartsWith(p, StringComparison.Ordinal)) ? 0 : 1);
    }

    private static bool IsSecondHalf(Suggestion help) => help.Message.StartsWith(SecondHalf, StringComparison.Ordinal);

    private static bool IsImport(Suggestion help) =>
        help.Edits is [{ IsInsertion: true } edit] && edit.Replacement.StartsWith("use ", StringComparison.Ordinal);

    private static Suggestion Join(Suggestion import, Suggestion half) => import with { Edits = [.. import.Edits, .. half.Edits] };
}
