using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A closure is to return nothing and ends with a value that nobody asked for: the value is dropped. An error or a future is not, since it would be lost.</summary>
internal sealed class DiscardValue() : RepairPattern("discard-value", "E0308", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Primary.Label is not { } label || !label.StartsWith("expected `()`, found ", StringComparison.Ordinal)
            || Array.Exists((string[])["Result", "uture", "async", "opaque"], text => label.Contains(text, StringComparison.Ordinal)))
        {
            yield break;
        }
        var value = site.PrimaryNode;
        // A closure that only calculates was to return what it calculates.
        var body = value.Parent is { Kind: NodeKind.Block } within ? within : value;
        if (Quiet.Is(site.Sources, body))
        {
            yield break;
        }
        if (value.Parent is { Kind: NodeKind.Closure } closure && closure.Children[^1] == value && value.Kind != NodeKind.Block)
        {
            yield return site.Candidate("drop the value", 0.72, site.Replace(value, $"{{ {value.Text}; }}"));
        }
        else if (value.Parent is { Kind: NodeKind.Block, Parent.Kind: NodeKind.Closure } block && block.Children[^1] == value)
        {
            yield return site.Candidate("drop the value", 0.72, site.After(value, ";"));
        }
    }
}
