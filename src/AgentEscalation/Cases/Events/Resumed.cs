namespace AgentEscalation.Cases.Events;

/// <summary>An owner took the case up after its former owner was gone: a start without an end was interrupted.</summary>
/// <param name="at">When, UTC.</param>
/// <param name="owner">Who took it up.</param>
public sealed class Resumed(
    DateTimeOffset at,
    string owner) : CaseEvent(at)
{
    /// <summary>Who took it up.</summary>
    public string Owner { get; } = owner;
}
