using System.Collections.Immutable;
using System.Text.Json;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>Reads the JSON lines of <c>rustc --error-format=json</c> and <c>cargo --message-format=json</c>. Lines that are no such
/// JSON (output of build scripts, cut lines) are passed over.</summary>
public static class DiagnosticReader
{
    /// <summary>Reads a whole output.</summary>
    /// <param name="output">Lines, rustc's or cargo's.</param>
    /// <returns>What they say. Never throws on content.</returns>
    public static CompilerOutput Read(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var diagnostics = ImmutableArray.CreateBuilder<RustDiagnostic>();
        var executables = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool? finished = null;
        foreach (var range in output.AsSpan().Split('\n'))
        {
            if (ReadLine(output.AsSpan(range)) is not { } line)
            {
                continue;
            }

            finished = line.Success ?? finished;
            if (line.Executable is { } executable && line.Profile?.Test == true)
            {
                executables.Add(executable);
            }

            // A library is compiled once as itself and once as a test: the second copy of a diagnostic says nothing new.
            if (line.Message is { Message: not null, Level: not null } message
                && seen.Add($"{message.Level}\0{message.Rendered ?? message.Message}\0{Place(message)}"))
            {
                diagnostics.Add(ToDiagnostic(message));
            }
        }

        return new CompilerOutput(diagnostics.ToImmutable(), finished, executables.ToImmutable());
    }

    private static string Place(CompilerMessage message) =>
        message.Spans is [var span, ..] ? $"{span.FileName}:{span.ByteStart}" : "";

    private static CompilerLine? ReadLine(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line is not ['{', .., '}'])
        {
            return null;
        }

        try
        {
            return line.StartsWith("{\"reason\":")
                ? JsonSerializer.Deserialize(line, CompilerJsonContext.Default.CompilerLine)
                : new(null, JsonSerializer.Deserialize(line, CompilerJsonContext.Default.CompilerMessage), null, null, null, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static RustDiagnostic ToDiagnostic(CompilerMessage message) => new()
    {
        Severity = message.Level ?? "",
        Code = message.Code?.Code,
        Message = message.Message ?? "",
        Spans = Spans(message),
        Children = [.. (message.Children ?? []).Select(c => new DiagnosticNote(c.Level ?? "", c.Message ?? "", Spans(c)))],
        Suggestions = [.. (message.Children ?? []).Prepend(message).SelectMany(SuggestionReader.Of)],
        Rendered = message.Rendered ?? "",
    };

    private static ImmutableArray<DiagnosticSpan> Spans(CompilerMessage message) => [.. (message.Spans ?? []).Select(ToSpan)];

    private static DiagnosticSpan ToSpan(CompilerSpan span) => ToSpan(span, CallSite(span));

    // A place inside a macro of the standard library is nowhere that can be edited: the call is.
    private static CompilerSpan CallSite(CompilerSpan span)
    {
        var at = span;
        while (at.FileName?.StartsWith("/rustc/", StringComparison.Ordinal) == true && at.Expansion?.Span is { } outer)
        {
            at = outer;
        }
        return at;
    }

    private static DiagnosticSpan ToSpan(CompilerSpan span, CompilerSpan at) => new(
        at.FileName ?? "",
        at.ByteStart,
        at.ByteEnd,
        at.LineStart,
        at.ColumnStart,
        at.LineEnd,
        at.ColumnEnd,
        span.IsPrimary,
        span.Label,
        span.Expansion is { } expansion ? expansion.MacroDeclName ?? "" : null,
        span.SuggestedReplacement,
        SuggestionReader.ToApplicability(span.SuggestionApplicability));
}
