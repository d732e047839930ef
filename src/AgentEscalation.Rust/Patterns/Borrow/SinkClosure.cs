using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A closure that borrows is made just before it is first used, after the conflict. Making it runs nothing.</summary>
internal sealed class SinkClosure() : RepairPattern("sink-closure", "E0499 E0500 E0501 E0502 E0506 E0524", RepairEffect.Keeps, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var statements = site.Error.Spans.Where(span => span.File == site.File).Select(span => Places.Statement(site.NodeOf(span))).OfType<RustNode>().Distinct().ToList();
        foreach (var let in statements.Select(Made).OfType<RustNode>().Distinct())
        {
            if (let.Children[0] is not { Kind: NodeKind.NamePattern } name || let.Parent is not { } block)
            {
                continue;
            }
            var rest = block.Children.SkipWhile(child => child != let).Skip(1).ToList();
            var use = rest.FindIndex(child => Places.Mentions(child, name.NameText));
            if (use > 0)
            {
                yield return site.Candidate($"make {name.NameText} where it is used", 0.78, site.Remove(let), site.LineBefore(rest[use], let.Text));
            }
            else if (use < 0 && rest.FindLastIndex(child => statements.Contains(child)) is >= 0 and var last && rest[last].Kind.IsStatement())
            {
                yield return site.Candidate($"make {name.NameText} after the conflict", 0.7, site.Remove(let), site.LineAfter(rest[last], let.Text));
            }
        }
    }

    // A closure that moves takes what it captures when it is made.
    private static RustNode? Made(RustNode statement)
    {
        for (var at = statement; at is not null; at = at.Parent)
        {
            if (at is { Kind: NodeKind.Let } && at.Child(NodeKind.Closure) is { } closure && !closure.Source.Is(closure.First, "move"))
            {
                return at;
            }
            if (at.Kind.IsItem())
            {
                return null;
            }
        }
        return null;
    }
}
