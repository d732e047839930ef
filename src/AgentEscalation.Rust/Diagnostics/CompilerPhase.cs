namespace AgentEscalation.Rust.Diagnostics;

/// <summary>How far a build came. A later phase's errors are hidden while an earlier one fails, so later is better.</summary>
public enum CompilerPhase
{
    /// <summary>The manifest, the build script or a dependency stopped the build before this crate was read.</summary>
    Setup = 0,

    /// <summary>Reading the source.</summary>
    Parse = 1,

    /// <summary>Macros, imports and names.</summary>
    Resolve = 2,

    /// <summary>Types and traits.</summary>
    Type = 3,

    /// <summary>Exhaustiveness of patterns and unsafety; hides borrow errors of the same body.</summary>
    Match = 4,

    /// <summary>Moves, borrows and lifetimes.</summary>
    Borrow = 5,

    /// <summary>Lints that are errors.</summary>
    Lint = 6,

    /// <summary>It compiles; tests fail.</summary>
    Test = 7,

    /// <summary>Nothing fails.</summary>
    Passed = 8,
}
