using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Suggestions;

/// <summary>Finds what a person would have to fill in. The compiler marks whole kinds of suggestions as having placeholders, also those
/// of the kind that happen to have none, such as the removal of an argument or <c>const</c> for <c>let</c> with a type.</summary>
internal static class Placeholders
{
    private static readonly string[] Marks = ["/*", "todo!", "unimplemented!", "unreachable!", "REASON", "...", "…", ": val", "expr", "<#"];

    public static bool AreIn(Suggestion suggestion) =>
        suggestion.Edits.Any(e => Array.Exists(Marks, m => e.Replacement.Contains(m, StringComparison.Ordinal)));
}
