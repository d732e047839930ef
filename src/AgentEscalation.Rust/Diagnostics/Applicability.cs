namespace AgentEscalation.Rust.Diagnostics;

/// <summary>How sure the compiler is of one of its suggestions.</summary>
public enum Applicability
{
    /// <summary>The compiler does not say.</summary>
    Unspecified = 0,

    /// <summary>Meant to be applied without a look.</summary>
    MachineApplicable = 1,

    /// <summary>Gives valid Rust, perhaps not what was meant.</summary>
    MaybeIncorrect = 2,

    /// <summary>Contains something a person has to fill in; never applied.</summary>
    HasPlaceholders = 3,
}
