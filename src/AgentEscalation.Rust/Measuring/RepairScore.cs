namespace AgentEscalation.Rust.Measuring;

/// <summary>What a repaired source is worth.</summary>
/// <param name="Compiles">Whether it compiles.</param>
/// <param name="TestsPass">Whether the hidden tests pass; null when the case has none.</param>
/// <param name="Degenerate">Why it is no repair though it may compile; null when nothing speaks against it.</param>
/// <param name="EqualsReference">Whether it is the published repair token by token, comments left out; null when there is none.</param>
public sealed record RepairScore(bool Compiles, bool? TestsPass, string? Degenerate, bool? EqualsReference)
{
    /// <summary>It compiles, no hidden test fails, and it is a real repair.</summary>
    public bool Solved => Compiles && TestsPass != false && Degenerate is null;
}
