namespace AgentEscalation.Rust.Verifiers;

/// <summary>What is asked of cargo.</summary>
public enum CargoVerb
{
    /// <summary><c>cargo check</c>: every crate of the workspace compiles.</summary>
    Check = 0,

    /// <summary><c>cargo test</c>: it compiles, tests and examples in the documentation included, and all tests pass.</summary>
    Test,

    /// <summary><c>cargo clippy</c>: it compiles, and no lint about unsafe code fires.</summary>
    Clippy,
}
