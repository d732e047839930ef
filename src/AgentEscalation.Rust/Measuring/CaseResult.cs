using System.Text.Json;

namespace AgentEscalation.Rust.Measuring;

/// <summary>How one case of a corpus went. One line of a results file.</summary>
public sealed record CaseResult
{
    /// <summary>The case.</summary>
    public required string Name { get; init; }

    /// <summary><c>resolved</c>: claimed, the compiler agrees; <c>unresolved</c>: given up; <c>completed</c>: nothing failed from the
    /// start; <c>unverifiable</c>: the toolchain could not judge.</summary>
    public required string Outcome { get; init; }

    /// <summary>The level that resolved it, else the highest tried; 0 when none was.</summary>
    public int Level { get; init; }

    /// <summary>Attempts made, over all levels.</summary>
    public int Attempts { get; init; }

    /// <summary>Sources compiled, the first look included, scoring not.</summary>
    public int Compiles { get; init; }

    /// <summary>Time taken, scoring not included.</summary>
    public double Seconds { get; init; }

    /// <summary>The class of the case: that of its first error.</summary>
    public string? Class { get; init; }

    /// <summary>The code of its first error.</summary>
    public string? Code { get; init; }

    /// <summary>The source at the end: repaired, or the best that was found. When a case that has a published repair stays unresolved, it
    /// is what the compiler's suggestions make of it without the guard: not claimed, only compared with the published one.</summary>
    public required string Source { get; init; }

    /// <summary>What the source at the end is worth.</summary>
    public required RepairScore Score { get; init; }

    /// <summary>The same for <c>cargo fix --broken-code</c> on the original; null when that was not asked for.</summary>
    public RepairScore? Baseline { get; init; }

    /// <summary>The changes made, in order.</summary>
    public IReadOnlyList<string> Applied { get; init; } = [];

    /// <summary>What a claimed repair promises and what verified it; null when nothing is claimed.</summary>
    public string? Promise { get; init; }

    /// <summary>Repairs that compile and may alter more than a claim allows: kept for a person, never claimed.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>What was compiled at the last attempt and did not help, with the error that was left.</summary>
    public IReadOnlyList<string> Tried { get; init; } = [];

    /// <summary>The error that is left, first line; null when none is.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the repair claims to have solved the case.</summary>
    internal bool Claimed => Outcome == "resolved";

    /// <summary>The result as one line of JSON.</summary>
    /// <returns>The line, without its end.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, MeasuringJsonContext.Default.CaseResult);
}
