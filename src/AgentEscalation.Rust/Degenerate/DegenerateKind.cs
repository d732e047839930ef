namespace AgentEscalation.Rust.Degenerate;

/// <summary>Why a change that makes the toolchain silent is no repair.</summary>
public enum DegenerateKind
{
    /// <summary>Code that only panics, hangs or ends the process took the place of work.</summary>
    StandIn,

    /// <summary>New <c>unsafe</c>, or a function that is only sound with care.</summary>
    Unsafe,

    /// <summary>A value is kept from being dropped, or its type from being checked.</summary>
    EscapedOwnership,

    /// <summary>A lint was silenced, or a check that the author asked for removed.</summary>
    SilencedLint,

    /// <summary>Code was taken out of the build or a test out of the run.</summary>
    SwitchedOff,

    /// <summary>An item, field or variant is gone.</summary>
    DeletedItem,

    /// <summary>An item has another name, so its users no longer find it.</summary>
    RenamedItem,

    /// <summary>A function does nothing any more.</summary>
    EmptiedBody,

    /// <summary>A statement that did something is gone.</summary>
    RemovedStatement,

    /// <summary>A statement that did something is a comment now.</summary>
    CommentedOut,

    /// <summary>An assertion is gone or asks for something else.</summary>
    WeakenedAssertion,

    /// <summary>A value that nothing in the source determines.</summary>
    InventedValue,

    /// <summary>The function or loop is left before its work is done.</summary>
    EarlyExit,

    /// <summary>A test, or code that only tests see, differs.</summary>
    EditedTest,

    /// <summary>There are fewer tests than before.</summary>
    FewerTests,

    /// <summary>Another crate or another language feature was switched in.</summary>
    ForeignCode,
}
