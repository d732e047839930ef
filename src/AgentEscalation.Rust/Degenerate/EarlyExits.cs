using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>New returns, breaks and continues that leave before work which stays in the source.</summary>
internal static class EarlyExits
{
    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        foreach (var node in change.After.Root.SelfAndBelow())
        {
            if (node.Kind is NodeKind.Return or NodeKind.Break or NodeKind.Continue && change.IsNew(node.First) && !CarriesOldWork(change, node))
            {
                yield return change.New(DegenerateKind.EarlyExit, $"new {node.Source.Text(node.First)}", node.First);
            }
        }
    }

    // `x` that becomes `return x` says what was meant; a return of something new, or of nothing, does not.
    private static bool CarriesOldWork(SourceChange change, RustNode exit)
    {
        for (var i = exit.First; i < exit.End; i++)
        {
            if (!change.IsNew(i))
            {
                return true;
            }
        }
        return false;
    }
}
