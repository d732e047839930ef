namespace AgentEscalation.Rust.Verifiers;

/// <summary>How a test ended.</summary>
public enum TestOutcome
{
    /// <summary>It failed, or never ended.</summary>
    Failed = 0,

    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It is marked <c>#[ignore]</c> and did not run.</summary>
    Ignored,
}
