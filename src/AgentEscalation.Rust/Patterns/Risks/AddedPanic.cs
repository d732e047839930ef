using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A function that can say that something failed is made to panic instead, or one whose callers know of no failure panics on a number that does not fit.
/// Only the entry of a program may.</summary>
internal static class AddedPanic
{
    // The patterns that unwrap have asked before.
    public static bool IsIn(RepairState before, Candidate candidate) => candidate.Id == "suggestion" && candidate.Edits.Any(edit =>
        (edit.Replacement.Contains(".unwrap()", StringComparison.Ordinal) || edit.Replacement.Contains(".expect(", StringComparison.Ordinal))
        && ParsedSources.Of(before.Sources).Get(edit.File) is { } source && Places.Function(source.NodeAt(edit.ByteStart, edit.ByteEnd)) is { } function
        && (function.Child(NodeKind.ReturnType) is { Children: [{ NameText: "Result" or "Option" }, ..] } || (function.NameText != "main" && edit.Replacement.Contains("try_into()", StringComparison.Ordinal)))
        && source.Slice(edit.ByteStart, edit.ByteEnd) is var old && Count(edit.Replacement) > Count(old));

    private static int Count(string text) => text.Split(".unwrap()").Length + text.Split(".expect(").Length;
}
