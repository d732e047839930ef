using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>What is written through was borrowed for reading: it is borrowed mutably where the name got it, in the declared type too.</summary>
internal sealed class MutableSource() : RepairPattern("mutable-source", "E0594 E0596", RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var pointer = site.Error.Message.Contains("behind a `*const` pointer", StringComparison.Ordinal);
        if (!pointer && !site.Error.Message.Contains("behind a `&` reference", StringComparison.Ordinal)
            || site.PrimaryNode.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Path && node.End == node.First + 1) is not { } use
            || Places.Binding(use, use.Text) is not { } binding)
        {
            yield break;
        }
        var holder = Places.Holder(binding);
        var (value, type) = holder.Kind switch
        {
            NodeKind.Let => (holder.Child(kind => kind.IsExpression()), holder.Child(kind => kind.IsType())),
            NodeKind.Arm when holder.Parent is { Kind: NodeKind.Match } match => (match.Children[0], null),
            NodeKind.LetCondition => (holder.Children[^1], null),
            NodeKind.For => (holder.Child(kind => kind.IsExpression()), null),
            _ => (null, null),
        };
        if (pointer)
        {
            foreach (var edit in Pointer(site, value))
            {
                yield return site.Candidate($"point {use.Text} at what may change", 0.72, edit);
            }
            yield break;
        }
        var edits = new List<TextEdit>();
        for (var at = value; at is { Kind: NodeKind.Ref, Children.Count: > 0 }; at = at.Children[0])
        {
            var writes = at.Source.Is(at.First + 1, "mut");
            if (at.Source.Is(at.First, "&&"))
            {
                edits.Add(site.Replace(at.ByteStart, at.ByteStart + 2, writes ? "&mut &" : "&mut &mut "));
            }
            else if (!writes)
            {
                edits.Add(site.Insert(at.ByteStart + 1, "mut "));
            }
        }
        if (edits.Count > 0 && type is { Kind: NodeKind.RefType } && !type.Source.Is(type.First + 1, "mut") && type.Child(kind => kind.IsType()) is { } inner)
        {
            edits.Add(site.Before(inner, "mut "));
        }
        if (edits.Count > 0)
        {
            yield return site.Candidate($"borrow {use.Text} mutably", 0.72, edits);
        }
        else if (value is { Kind: NodeKind.MethodCall, NameText: "iter" or "values" or "get" or "first" or "last" or "as_ref" or "as_deref" or "front" or "back" })
        {
            yield return site.Candidate($"borrow {use.Text} mutably", 0.7, site.Insert(value.Source.ByteEnd(value.Name), "_mut"));
        }
    }

    private static IEnumerable<TextEdit> Pointer(RepairSite site, RustNode? value)
    {
        if (value is { Kind: NodeKind.MacroCall, NameText: "addr_of" })
        {
            yield return site.Insert(value.Source.ByteEnd(value.Name), "_mut");
        }
        else if (value is { Kind: NodeKind.Ref } && value.Source.Is(value.First + 1, "raw") && value.Source.Is(value.First + 2, "const"))
        {
            yield return site.Replace(value.Source.ByteStart(value.First + 2), value.Source.ByteEnd(value.First + 2), "mut");
        }
    }
}
