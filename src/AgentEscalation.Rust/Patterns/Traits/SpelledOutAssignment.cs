using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>A type that has an operator but not its assigning form is assigned the result.</summary>
internal sealed class SpelledOutAssignment() : RepairPattern("spelled-out-assignment", "E0368", RepairEffect.Keeps, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.PrimaryNode is { Kind: NodeKind.CompoundAssign, Children: [var place, var value] } node && Places.IsPure(place))
        {
            var sign = node.Source.Slice(place.ByteEnd, value.ByteStart).Trim();
            if (sign.Length > 1 && sign[^1] == '=')
            {
                var operand = value.Kind is NodeKind.Binary or NodeKind.Cast or NodeKind.Range or NodeKind.Block ? $"({value.Text})" : value.Text;
                yield return site.Candidate("assign the result", 0.7, site.Replace(node, $"{place.Text} = {place.Text} {sign[..^1]} {operand}"));
            }
        }
    }
}
