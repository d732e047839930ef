namespace AgentEscalation.Rust.Diagnostics;

/// <summary>The kinds of Rust errors that recovery tables and patterns are chosen by.</summary>
public enum ErrorClass
{
    /// <summary>Names, imports, syntax, visibility, patterns: all that the other classes leave out.</summary>
    NameSyntaxAndVisibility = 0,

    /// <summary>A value is used after it moved, or moved out of where it must stay.</summary>
    MoveSemantics,

    /// <summary>Conflicting borrows, assignments and mutability.</summary>
    BorrowChecker,

    /// <summary>References that live too short, or lifetimes that are missing or do not fit.</summary>
    Lifetime,

    /// <summary>Types, argument counts, fields and casts that do not fit.</summary>
    TypeMismatch,

    /// <summary>A bound, implementation or trait item that is missing or in conflict.</summary>
    TraitNotImplemented,

    /// <summary>Unsafe operations and the lints about them.</summary>
    UnsafeCode,

    /// <summary>It compiles and a test fails.</summary>
    TestFailure,
}
