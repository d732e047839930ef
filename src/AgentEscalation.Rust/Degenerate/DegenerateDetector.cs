using System.Collections.Immutable;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>
/// Compares an original with a repaired source and names all that makes the repair a sham. Judges tokens and items, never formatting.
/// An empty answer does not say that the repair is right, only that it is none of the known shams.
/// </summary>
internal static class DegenerateDetector
{
    /// <param name="before">The source before the first repair.</param>
    /// <param name="after">The source now.</param>
    /// <param name="mayEditTests">Whether the task allows tests to change; they still must not become fewer.</param>
    public static ImmutableArray<DegenerateFinding> Compare(RustSource before, RustSource after, bool mayEditTests = false)
    {
        if (before.Bytes.SequenceEqual(after.Bytes))
        {
            return [];
        }
        var change = new SourceChange(before, after);
        return
        [
            .. StandIns.Find(change),
            .. Attributes.Find(change),
            .. Items.Find(change),
            .. Statements.Find(change),
            .. Assertions.Find(change, mayEditTests),
            .. InventedValues.Find(change),
            .. EarlyExits.Find(change),
            .. TestRegions.Find(change).Where(finding => !mayEditTests || finding.Kind == DegenerateKind.FewerTests),
        ];
    }
}
