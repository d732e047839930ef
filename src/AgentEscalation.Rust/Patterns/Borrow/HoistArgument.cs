using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>What conflicts inside a statement is computed before it, or before the binding whose borrow is in the way.</summary>
internal sealed class HoistArgument() : RepairPattern(
    "hoist-argument", Conflict.Codes, RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict || Places.Statement(conflict.Second) is not { } statement)
        {
            yield break;
        }
        var later = conflict.LaterUse is { } used && Places.Statement(used) == statement ? Hoistable(used, statement) : [];
        foreach (var value in Hoistable(conflict.Second, statement).Concat(later).Distinct())
        {
            if (!IsConditional(value, statement))
            {
                var name = Places.Fresh(value, NameFor(value));
                yield return site.Candidate(
                    "compute before the statement",
                    Promise(value, 0.78),
                    IsFirst(site, value, statement) ? RepairEffect.Keeps : RepairEffect.ChangesOrder,
                    [site.LineBefore(statement, $"let {name} = {value.Text};"), site.Replace(value, name)]);
            }
        }
        if (Places.Statement(conflict.First) is not { Kind: NodeKind.Let } earlier || earlier == statement)
        {
            yield break;
        }
        foreach (var value in Hoistable(conflict.Second, statement))
        {
            if (DependsOn(value, earlier, statement) || IsConditional(value, statement))
            {
                continue;
            }
            var name = Places.Fresh(value, NameFor(value));
            // Nothing that is passed over may change what the value reads, nor the value what they read.
            var quiet = Between(earlier, statement).All(node => node.Kind == NodeKind.Let && node.Child(kind => kind.IsExpression()) is { } init && Places.IsPure(init))
                && Quiet.Is(site.Sources, earlier) && Quiet.Is(site.Sources, value) && IsFirst(site, value, statement);
            yield return site.Candidate(
                "compute before the borrow",
                Promise(value, quiet ? 0.74 : 0.4),
                quiet ? RepairEffect.Keeps : RepairEffect.ChangesOrder,
                [site.LineBefore(earlier, $"let {name} = {value.Text};"), site.Replace(value, name)]);
        }
    }

    /// <summary>Arguments, indexes, operands and right sides that contain the conflicting use, from the inside out.</summary>
    private static IEnumerable<RustNode> Hoistable(RustNode use, RustNode statement)
    {
        for (var (node, outer) = (use, use.Parent); outer is not null && node != statement; (node, outer) = (outer, outer.Parent))
        {
            if (node.Kind is NodeKind.Block or NodeKind.Closure || outer.Kind is NodeKind.Closure or NodeKind.Match or NodeKind.If or NodeKind.For)
            {
                yield break;
            }
            var fits = outer.Kind switch
            {
                NodeKind.ArgList or NodeKind.MacroCall => true,
                NodeKind.Index or NodeKind.Assign or NodeKind.CompoundAssign or NodeKind.Binary => outer.Children.Count > 1 && outer.Children[1] == node,
                NodeKind.FieldInit => true,
                _ => false,
            };
            if (fits && node.Kind.IsExpression() && node.Kind is not (NodeKind.Path or NodeKind.Literal or NodeKind.ArgList) && !(node.Kind == NodeKind.Ref && node.Source.Is(node.First + 1, "mut")))
            {
                yield return node;
            }
        }
    }

    // Inside the statement it may be computed never, or again and again; names bound there (closure parameters, arms) are not there before it.
    private static bool IsConditional(RustNode value, RustNode statement)
    {
        for (var (node, outer) = (value, value.Parent); outer is not null && node != statement; (node, outer) = (outer, outer.Parent))
        {
            var conditional = outer.Kind switch
            {
                NodeKind.Closure or NodeKind.Arm or NodeKind.For or NodeKind.While or NodeKind.Loop or NodeKind.Guard => true,
                NodeKind.If or NodeKind.Match => outer.Children[0] != node,
                NodeKind.Binary => outer.Children[0] != node && outer.Source.Text(outer.Name) is "&&" or "||" or "&" or "|" && outer.Source.Slice(outer.Children[0].ByteEnd, node.ByteStart).Trim() is "&&" or "||",
                _ => false,
            };
            if (conditional)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether nothing that the statement does before it computes the value has an effect.</summary>
    private static bool IsFirst(RepairSite site, RustNode value, RustNode statement)
    {
        for (var (node, outer) = (value, value.Parent); outer is not null && node != statement; (node, outer) = (outer, outer.Parent))
        {
            // The right side of an assignment comes first.
            if (outer.Kind is not (NodeKind.Assign or NodeKind.CompoundAssign)
                && outer.Children.TakeWhile(child => child != node).Any(child => !Quiet.Is(site.Sources, child)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool DependsOn(RustNode value, RustNode earlier, RustNode statement) =>
        earlier.Parent != statement.Parent
        || Between(earlier, statement).Prepend(earlier).SelectMany(node => node.Kind == NodeKind.Let ? node.Children[0].SelfAndBelow() : [])
            .Any(pattern => pattern.Kind == NodeKind.NamePattern && Places.Mentions(value, pattern.NameText));

    private static IEnumerable<RustNode> Between(RustNode earlier, RustNode statement) =>
        earlier.Parent!.Children.SkipWhile(node => node != earlier).Skip(1).TakeWhile(node => node != statement);

    // A small part is likelier right than a large one; a receiver that is only a path is not evaluated at all before its arguments.
    private static double Promise(RustNode value, double most) => most - (0.01 * Math.Min(10, value.End - value.First));

    private static string NameFor(RustNode value) => Places.Bare(value) switch
    {
        { Kind: NodeKind.MethodCall or NodeKind.Field } named when !char.IsAsciiDigit(named.NameText[0]) => named.NameText is "clone" or "unwrap" ? "value" : named.NameText,
        { Kind: NodeKind.Index } => "element",
        _ => "value",
    };
}
