using System.Text.Json.Serialization;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>What rustc and cargo write, a line each, as far as it is read. A cargo line wraps a rustc message.</summary>
internal sealed record CompilerLine(
    string? Reason,
    CompilerMessage? Message,
    bool? Success,
    string? Executable,
    CompilerTarget? Target,
    CompilerProfile? Profile);

internal sealed record CompilerTarget(string? Name, string[]? Kind, string? SrcPath);

internal sealed record CompilerProfile(bool Test);

internal sealed record CompilerMessage(
    string? Message,
    CompilerCode? Code,
    string? Level,
    CompilerSpan[]? Spans,
    CompilerMessage[]? Children,
    string? Rendered);

internal sealed record CompilerCode(string? Code);

internal sealed record CompilerSpan(
    string? FileName,
    int ByteStart,
    int ByteEnd,
    int LineStart,
    int LineEnd,
    int ColumnStart,
    int ColumnEnd,
    bool IsPrimary,
    string? Label,
    string? SuggestedReplacement,
    string? SuggestionApplicability,
    CompilerExpansion? Expansion);

internal sealed record CompilerExpansion(string? MacroDeclName, CompilerSpan? Span);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CompilerLine))]
[JsonSerializable(typeof(CompilerMessage))]
internal sealed partial class CompilerJsonContext : JsonSerializerContext;
