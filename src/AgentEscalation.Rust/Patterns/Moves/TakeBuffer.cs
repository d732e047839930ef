using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A variable that a loop fills is given away in one of its branches: it is taken, which leaves it empty for what comes next.</summary>
internal sealed class TakeBuffer() : RepairPattern("take-buffer", "E0382", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Move.Of(site) is { Place: { Kind: NodeKind.Path } name } && FlushedBuffer.IsFlushed(name))
        {
            if (FlushedBuffer.IsReadAfter(name))
            {
                yield break;
            }
            // Filled on every turn before it is given away, it may be every state of one list that is wanted.
            var effect = FlushedBuffer.IsFilledFirst(name) ? RepairEffect.ChangesBehaviour : RepairEffect.Keeps;
            yield return site.Candidate($"take what {name.Text} has", 0.74, effect, site.Replace(name, $"std::mem::take(&mut {name.Text})"));
        }
    }
}
