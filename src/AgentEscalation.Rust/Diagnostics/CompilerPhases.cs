using System.Collections.Frozen;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>Tells in which phase of the build a diagnostic arose.</summary>
public static class CompilerPhases
{
    private static readonly FrozenSet<string> Parse = Codes(
        "E0178 E0583 E0584 E0585 E0586 E0670 E0743 E0748 E0753 E0754 E0758 E0762 E0763 E0765 E0766 E0768");

    private static readonly FrozenSet<string> Resolve = Codes(
        "E0106 E0128 E0130 E0252 E0254 E0255 E0259 E0260 E0261 E0262 E0263 E0401 E0403 E0404 E0405 E0407 E0408 E0411 E0412 E0415 E0416 "
        + "E0422 E0423 E0424 E0425 E0426 E0428 E0429 E0430 E0431 E0432 E0433 E0434 E0435 E0437 E0438 E0463 E0468 E0469 E0530 "
        + "E0531 E0532 E0573 E0574 E0575 E0576 E0577 E0578 E0603 E0637 E0659 E0704 E0742 E0767 E0774 E0777 E0778");

    private static readonly FrozenSet<string> Match = Codes("E0004 E0005 E0030 E0133 E0158 E0170");

    private static readonly FrozenSet<string> Borrow = Codes(
        "E0373 E0381 E0382 E0384 E0493 E0499 E0500 E0501 E0502 E0503 E0505 E0506 E0507 E0508 E0509 E0510 E0515 E0521 E0524 E0594 E0596 "
        + "E0597 E0621 E0626 E0700 E0712 E0713 E0716");

    private static readonly string[] ResolveMessages =
        ["cannot find macro", "cannot find attribute", "cannot find derive macro", "unresolved", "cannot determine resolution"];

    /// <summary>The phase of an error.</summary>
    /// <param name="diagnostic">An error, or a lint counted as one.</param>
    /// <returns>The phase; errors with a code of no other phase are type errors.</returns>
    public static CompilerPhase Of(RustDiagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return diagnostic.Code switch
        {
            null when ErrorClasses.IsRegionError(diagnostic.Message) => CompilerPhase.Borrow,
            null when Array.Exists(ResolveMessages, m => diagnostic.Message.StartsWith(m, StringComparison.Ordinal)) =>
                CompilerPhase.Resolve,
            null => CompilerPhase.Parse,
            { } code when Parse.Contains(code) => CompilerPhase.Parse,
            { } code when Resolve.Contains(code) => CompilerPhase.Resolve,
            { } code when Match.Contains(code) => CompilerPhase.Match,
            { } code when Borrow.Contains(code) => CompilerPhase.Borrow,
            { } code when IsErrorCode(code) => CompilerPhase.Type,
            _ => CompilerPhase.Lint,
        };
    }

    private static bool IsErrorCode(string code) => code is ['E', .. { Length: 4 } digits] && digits.All(char.IsAsciiDigit);

    private static FrozenSet<string> Codes(string codes) => codes.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
