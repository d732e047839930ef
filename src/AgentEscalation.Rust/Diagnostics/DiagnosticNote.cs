using System.Collections.Immutable;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>A note or help under a diagnostic.</summary>
/// <param name="Severity"><c>note</c>, <c>help</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Message">What it says.</param>
/// <param name="Spans">The places it names.</param>
public sealed record DiagnosticNote(string Severity, string Message, ImmutableArray<DiagnosticSpan> Spans);
