namespace AgentEscalation.Rust.Verifiers;

/// <summary>The kinds of <see cref="RustCheck"/>.</summary>
public enum RustCheckKind
{
    /// <summary>The toolchain could not start or its answer could not be read.</summary>
    Unverifiable = 0,

    /// <summary>Nothing that counts fails.</summary>
    Passed,

    /// <summary>Something fails; a hanging build or test included.</summary>
    Failed,
}
