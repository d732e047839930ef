namespace AgentEscalation.Rust.Measuring;

/// <summary>One broken program of a corpus.</summary>
public sealed record CorpusCase
{
    /// <summary>Unique within its corpus.</summary>
    public required string Name { get; init; }

    /// <summary>The broken source, one file.</summary>
    public required string Source { get; init; }

    // The generated reader sets members that a line does not have to null, past their initialisers.

    /// <summary>The edition.</summary>
    public string Edition { get; init => field = value ?? "2021"; } = "2021";

    /// <summary><c>bin</c> or <c>lib</c>.</summary>
    public string CrateType { get; init => field = value ?? "bin"; } = "bin";

    /// <summary>The compiler's code of the error, as the corpus has it; null when it says none.</summary>
    public string? Code { get; init; }

    /// <summary>The error class, as the corpus has it; only for information.</summary>
    public string? ErrorClass { get; init; }

    /// <summary>Where the case comes from.</summary>
    public string? Origin { get; init; }

    /// <summary>A published repair. Used for scoring only, never shown to the repair; null when there is none.</summary>
    public string? Reference { get; init; }

    /// <summary>A Rust test module. Appended and run for scoring only, never shown to the repair; null when there is none.</summary>
    public string? Tests { get; init; }

    /// <summary>Whether the source switches on unstable features, which a stable toolchain must be told to allow.</summary>
    public bool IsUnstable => Source.Contains("#![feature(", StringComparison.Ordinal);
}
