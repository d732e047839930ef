using System.Collections.Immutable;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>One change that the compiler proposes. Alternatives of one help message are separate suggestions.</summary>
/// <param name="Message">The help message.</param>
/// <param name="Applicability">The weakest applicability among the edits.</param>
/// <param name="Edits">The parts, to be applied together.</param>
/// <param name="FromMacro">Whether a part lies inside the expansion of a macro.</param>
public sealed record Suggestion(
    string Message, Applicability Applicability, ImmutableArray<TextEdit> Edits, bool FromMacro = false);
