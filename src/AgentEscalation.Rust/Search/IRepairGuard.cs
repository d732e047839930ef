namespace AgentEscalation.Rust.Search;

/// <summary>Refuses changes that make the compiler silent without repairing anything. Pure; safe to call from several threads.</summary>
public interface IRepairGuard
{
    /// <summary>Judges a change.</summary>
    /// <param name="before">The sources before the first repair.</param>
    /// <param name="after">The sources with the change.</param>
    /// <returns>Why it is no repair, or null when nothing speaks against it.</returns>
    string? Refuse(RustSources before, RustSources after);
}
