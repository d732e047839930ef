namespace AgentEscalation.Rust.Degenerate;

/// <summary>One reason why a change is no repair.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Message">One line that names what was found. Quotes the source: untrusted.</param>
/// <param name="Line">Line from 1: of the changed source for what is new, of the original for what is gone.</param>
/// <param name="InOriginal">Whether <paramref name="Line"/> counts in the original.</param>
public sealed record DegenerateFinding(DegenerateKind Kind, string Message, int Line, bool InOriginal)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Message} (line {Line}{(InOriginal ? " of the original" : "")})";
}
