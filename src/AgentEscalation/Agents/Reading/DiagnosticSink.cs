using System.Collections.Immutable;

namespace AgentEscalation.Agents.Reading;

/// <summary>Collects the findings about one file.</summary>
internal sealed class DiagnosticSink(string path)
{
    private readonly List<AgentDiagnostic> _found = [];

    public bool HasErrors => _found.Exists(d => d.Severity == DiagnosticSeverity.Error);

    public void Add(string code, SourcePosition position, string message, string? hint = null, DiagnosticSeverity? severity = null) =>
        _found.Add(new AgentDiagnostic
        {
            Code = code,
            Severity = severity ?? DiagnosticRule.SeverityOf(code),
            Path = path,
            Position = position,
            Message = message,
            Hint = hint,
        });

    /// <summary>The findings by position; those of one place in the order in which they were found.</summary>
    public ImmutableArray<AgentDiagnostic> ToImmutable() =>
        [.. _found.OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column)];

    /// <summary>A piece of foreign text, short enough for a message.</summary>
    public static string Quote(string text)
    {
        const int Window = 60;
        var line = text.ReplaceLineEndings(" ");
        var clean = string.Create(line.Length, line, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(from[i]) ? '?' : from[i];
            }
        });
        return clean.Length <= Window ? $"'{clean}'" : $"'{clean[..Window]}...'";
    }
}
