using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A function that was given a value and returns a reference into it is told to borrow the value instead: whoever calls it with a value of its own is turned
/// away, where an owned result would serve everybody.</summary>
internal static class BorrowedArgument
{
    public static bool IsIn(RepairState before, IEnumerable<TextEdit> edits) => before.Errors.Any(error => error.Code == "E0106")
        && edits.Any(edit => edit.IsInsertion && edit.Replacement.StartsWith('&') && ParsedSources.Of(before.Sources).Get(edit.File)?.NodeAt(edit.ByteStart, edit.ByteStart + 1) is { } at
            && (at.Kind == NodeKind.Param ? at : at.Ancestor(NodeKind.Param)) is not null);
}
