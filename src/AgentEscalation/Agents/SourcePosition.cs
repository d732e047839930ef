namespace AgentEscalation.Agents;

/// <summary>A place in a file as an editor shows it.</summary>
/// <param name="Line">Line, from 1; CRLF, LF and a lone CR each end one.</param>
/// <param name="Column">Column in UTF-16 units, from 1; a byte order mark is not counted.</param>
public readonly record struct SourcePosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
