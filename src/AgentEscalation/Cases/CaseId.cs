namespace AgentEscalation.Cases;

/// <summary>Identifies a case. Written as 32 lower-case hexadecimal digits.</summary>
/// <param name="Value">The id; a task's key gives the same id in every process.</param>
public readonly record struct CaseId(Guid Value)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">32 hexadecimal digits.</param>
    /// <param name="id">The id, when the text is one.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(string? text, out CaseId id)
    {
        var parsed = Guid.TryParseExact(text, "N", out var value);
        id = new(value);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");
}
