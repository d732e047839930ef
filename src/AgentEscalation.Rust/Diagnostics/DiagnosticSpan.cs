namespace AgentEscalation.Rust.Diagnostics;

/// <summary>A place in a source file that a diagnostic names.</summary>
/// <param name="File">The file as the compiler names it: relative to the folder it ran in, or rooted. May lie outside the workspace
/// (the standard library's sources) or be no file at all (<c>&lt;anon&gt;</c>).</param>
/// <param name="ByteStart">First byte, counted in the raw file.</param>
/// <param name="ByteEnd">First byte after the range.</param>
/// <param name="LineStart">Line of the first character, from 1.</param>
/// <param name="ColumnStart">Column of the first character in characters, from 1.</param>
/// <param name="LineEnd">Line of the end, from 1.</param>
/// <param name="ColumnEnd">Column after the last character, from 1.</param>
/// <param name="IsPrimary">Whether this is what the diagnostic is about, not a secondary place.</param>
/// <param name="Label">What the compiler says about the place, or null.</param>
/// <param name="Macro">Name of the macro or desugaring whose expansion the place belongs to, such as <c>println!</c> or
/// <c>desugaring of `for` loop</c>; null for code as written.</param>
/// <param name="SuggestedReplacement">The text suggested for the range, or null when the span is no suggestion.</param>
/// <param name="Applicability">How sure the compiler is of <paramref name="SuggestedReplacement"/>.</param>
public sealed record DiagnosticSpan(
    string File,
    int ByteStart,
    int ByteEnd,
    int LineStart,
    int ColumnStart,
    int LineEnd,
    int ColumnEnd,
    bool IsPrimary,
    string? Label = null,
    string? Macro = null,
    string? SuggestedReplacement = null,
    Applicability Applicability = Applicability.Unspecified)
{
    /// <summary>Whether the place is inside the expansion of a macro. Desugarings of the language do not count: their ranges are
    /// code as written.</summary>
    public bool FromMacro => Macro is not null && !Macro.StartsWith("desugaring of ", StringComparison.Ordinal);
}
