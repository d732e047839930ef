namespace AgentEscalation.Testing.Assertions;

/// <summary>The parts of a report.</summary>
public enum ReportPart
{
    /// <summary>What is wrong.</summary>
    Problem = 0,

    /// <summary>What was tried and what came of it.</summary>
    Attempted = 1,

    /// <summary>The error as the verifier printed it.</summary>
    Error = 2,

    /// <summary>Where it happened.</summary>
    Context = 3,

    /// <summary>What is asked.</summary>
    Request = 4,
}
