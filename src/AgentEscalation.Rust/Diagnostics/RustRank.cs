namespace AgentEscalation.Rust.Diagnostics;

/// <summary>How far a source is from passing, as one number; lower is better and 0 is a pass. The earliest failing phase decides,
/// then the number of failures in that phase, then the number of all failures: so mending a name that reveals three type
/// errors is progress, which a plain count would miss.</summary>
public static class RustRank
{
    /// <summary>The rank of a source that passes.</summary>
    public const long Passed = 0;

    private const int CountBits = 20;
    private const long CountMask = (1L << CountBits) - 1;

    /// <summary>The rank of a build's errors.</summary>
    /// <param name="errors">The errors; lints that count as failures included.</param>
    /// <returns>The rank; <see cref="Passed"/> when there are none.</returns>
    public static long Of(IEnumerable<RustDiagnostic> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var (earliest, inEarliest, all) = (CompilerPhase.Passed, 0, 0);
        foreach (var error in errors)
        {
            var phase = CompilerPhases.Of(error);
            all++;
            if (phase < earliest)
            {
                (earliest, inEarliest) = (phase, 0);
            }

            inEarliest += phase == earliest ? 1 : 0;
        }

        return Of(earliest, inEarliest, all);
    }

    /// <summary>The rank of a failure in a known phase.</summary>
    /// <param name="phase">The earliest failing phase.</param>
    /// <param name="inPhase">Failures in that phase.</param>
    /// <param name="all">Failures in all phases; at least <paramref name="inPhase"/>.</param>
    /// <returns>The rank.</returns>
    public static long Of(CompilerPhase phase, int inPhase, int all) => phase >= CompilerPhase.Passed
        ? Passed
        : ((long)(CompilerPhase.Passed - phase) << (2 * CountBits))
            | (Math.Min(inPhase, CountMask) << CountBits)
            | Math.Min(all, CountMask);

    /// <summary>The earliest failing phase of a rank.</summary>
    /// <param name="rank">A rank made by this type.</param>
    /// <returns>The phase; <see cref="CompilerPhase.Passed"/> for 0.</returns>
    public static CompilerPhase Phase(long rank) => CompilerPhase.Passed - (int)(rank >> (2 * CountBits));

    /// <summary>The number of failures in the earliest failing phase.</summary>
    /// <param name="rank">A rank made by this type.</param>
    /// <returns>The count; 0 for a pass.</returns>
    public static int Count(long rank) => (int)((rank >> CountBits) & CountMask);
}
