using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>What is moved out of a loan to be used up is taken, and its default stays there.</summary>
internal sealed class TakeLoan() : RepairPattern("take-loan", "E0507", RepairEffect.Keeps, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var place = Places.Bare(site.PrimaryNode);
        if (!UsedUpLoan.IsUsedUp(place))
        {
            yield break;
        }
        yield return place.Kind == NodeKind.MethodCall ? site.Candidate("take what is in the cell", 0.76, site.Replace(place, $"std::mem::take(&mut *{place.Text})"))
            : place.Kind == NodeKind.Unary ? site.Candidate("take what is in the cell", 0.76, site.Replace(place, $"std::mem::take(&mut {place.Text})"))
            : site.Candidate("take all of it", 0.76, site.Replace(place, place.Parent?.Kind == NodeKind.For ? $"std::mem::take(&mut {place.Text})" : place.Text + ".take()"));
    }
}
