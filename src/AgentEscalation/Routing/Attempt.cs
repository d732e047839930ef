using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>One try by the specialist at one level. Cheap to copy; valid until the try has ended.</summary>
public readonly struct Attempt
{
    internal Attempt(AgentTask task, Level level, int number)
    {
        Task = task;
        Level = level;
        Number = number;
    }

    /// <summary>What was asked.</summary>
    public AgentTask Task { get; }

    /// <summary>The level; None for the first work without guidance.</summary>
    public Level Level { get; }

    /// <summary>Which attempt of the level, from 1; 0 for the first work without guidance.</summary>
    public int Number { get; }
}
