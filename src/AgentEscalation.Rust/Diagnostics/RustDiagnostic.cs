using System.Collections.Immutable;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>An error or warning of the compiler, clippy included. Its texts are untrusted: they quote the source.</summary>
public sealed record RustDiagnostic
{
    /// <summary><c>error</c>, <c>error: internal compiler error</c>, <c>warning</c>, <c>note</c>, <c>help</c> or
    /// <c>failure-note</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>An error code such as <c>E0382</c> or a lint's name such as <c>clippy::missing_safety_doc</c>; null when the
    /// compiler gives none (parser errors, some lifetime errors).</summary>
    public string? Code { get; init; }

    /// <summary>The one-line message.</summary>
    public required string Message { get; init; }

    /// <summary>The places, primary ones and others, in the compiler's order.</summary>
    public ImmutableArray<DiagnosticSpan> Spans { get; init; } = [];

    /// <summary>Notes and helps, those that are suggestions included.</summary>
    public ImmutableArray<DiagnosticNote> Children { get; init; } = [];

    /// <summary>The changes the compiler proposes, in its order.</summary>
    public ImmutableArray<Suggestion> Suggestions { get; init; } = [];

    /// <summary>The text as a terminal shows it, without colours; empty when the compiler gave none.</summary>
    public string Rendered { get; init; } = "";

    /// <summary>Whether this is an error that stops the build. The summary lines at the end of a run are none.</summary>
    public bool IsError => Severity.StartsWith("error", StringComparison.Ordinal)
        && !(Spans.IsEmpty && Code is null && Message.StartsWith("aborting due to ", StringComparison.Ordinal));

    /// <summary>The first primary place, else the first place, else null.</summary>
    public DiagnosticSpan? Primary => Spans.FirstOrDefault(s => s.IsPrimary) ?? Spans.FirstOrDefault();
}
