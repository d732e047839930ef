namespace AgentEscalation.Routing;

/// <summary>Who works and answers where nobody is registered by name, given who serves everybody.</summary>
internal sealed class Standby
{
    /// <summary>Who works for an agent, given who works for all; null when nobody does.</summary>
    public required Func<string, ISpecialist?, ISpecialist?> Specialist { get; init; }

    /// <summary>Who answers by a name, given who answers by all; null when nobody does.</summary>
    public required Func<string, IAdviser?, IAdviser?> Adviser { get; init; }
}
