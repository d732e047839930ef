namespace AgentEscalation.Agents;

/// <summary>One finding about an agent file.</summary>
public sealed record AgentDiagnostic
{
    /// <summary>The stable code, for example AE0105; see <see cref="DiagnosticRule"/>.</summary>
    public required string Code { get; init; }

    /// <summary>How much it matters.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The file, as its path was given.</summary>
    public required string Path { get; init; }

    /// <summary>The place in the file.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>What is wrong, with the value concerned.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; null when there is nothing to do.</summary>
    public string? Hint { get; init; }

    /// <summary>The line a compiler would print: <c>path:line:col: severity AEnnnn: message (hint)</c>.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        var hint = Hint is null ? "" : $" ({Hint})";
        return $"{Path}:{Position.Line}:{Position.Column}: {severity} {Code}: {Message}{hint}";
    }
}
