using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>A closure borrows what is needed again after it, or takes with it what may not be shared between threads.</summary>
internal sealed class ClosureCapture() : RepairPattern(
    "closure-capture", "E0382 E0505 E0277", RepairEffect.ChangesDropTime, ErrorClass.MoveSemantics, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Code == "E0277")
        {
            if (site.Error.Message.Contains("between threads safely", StringComparison.Ordinal)
                && site.Spans.Select(span => site.NodeOf(span)).FirstOrDefault(node => node.Kind == NodeKind.Closure) is { } shared && !shared.Source.Is(shared.First, "move"))
            {
                yield return site.Candidate("let the closure take what it uses", 0.75, site.Before(shared, "move "));
            }
            yield break;
        }
        if (site.Labelled("value moved into closure") is { } span && (site.NodeOf(span) is { Kind: NodeKind.Closure } moved ? moved : site.NodeOf(span).Ancestor(NodeKind.Closure)) is { } closure
            && closure.Source.Is(closure.First, "move"))
        {
            yield return site.Candidate("let the closure borrow", 0.66, site.Replace(closure.ByteStart, closure.Source.ByteStart(closure.First + 1), ""));
        }
    }
}
