using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>A value that is filled field by field right after it was declared, all fields, is made in one piece.</summary>
internal sealed class WholeAtOnce() : RepairPattern("whole-at-once", "E0381", RepairEffect.Keeps, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (RepairSite.Quoted(site.Error.Message) is not { } name || Places.Statement(site.PrimaryNode) is not { Parent: { } block }
            || block.Children.FirstOrDefault(child => child.Kind == NodeKind.Let && Places.BindingIn(child, name) is not null && child.Child(kind => kind.IsExpression()) is null) is not { } let
            || let.Child(kind => kind.IsType()) is not { } type)
        {
            yield break;
        }
        var writes = block.Children.SkipWhile(child => child != let).Skip(1).TakeWhile(child => Write(child, name) is not null).ToList();
        var values = writes.Select(child => Write(child, name)!.Value).ToList();
        if (Shape(site.Sources, type, type.Text) is not var (open, fields) || fields.Count == 0 || !fields.SequenceEqual(values.Select(value => value.Field), StringComparer.Ordinal))
        {
            yield break;
        }
        var named = open.EndsWith('{');
        var parts = string.Join(", ", values.Select(value => named ? $"{value.Field}: {value.Value}" : value.Value));
        var whole = $" = {open}{(named ? " " : "")}{parts}{(named ? " }" : fields.Count == 1 && open == "(" ? ",)" : ")")}";
        yield return site.Candidate($"make {name} in one piece", 0.8, writes.Select(site.Remove).Prepend(site.Insert(type.ByteEnd, whole)));
    }

    private static (string Field, string Value)? Write(RustNode statement, string name) =>
        statement is { Kind: NodeKind.ExprStatement, Children: [{ Kind: NodeKind.Assign, Children: [{ Kind: NodeKind.Field, Children: [{ Kind: NodeKind.Path } owner] } place, var value] }] }
            && owner.Text == name && !Places.Mentions(value, name) ? (place.Source.Text(place.End - 1), value.Text) : null;

    private static (string Open, List<string> Fields)? Shape(ParsedSources sources, RustNode type, string called)
    {
        if (type.Kind == NodeKind.TupleType)
        {
            return ("(", Enumerable.Range(0, type.Children.Count).Select(i => $"{i}").ToList());
        }
        if (type.Kind != NodeKind.PathType)
        {
            return null;
        }
        foreach (var (_, source) in sources.All)
        {
            foreach (var item in source.Root.SelfAndBelow().Where(node => node.Kind is NodeKind.Struct or NodeKind.TypeAlias && node.NameText == type.NameText))
            {
                if (item.Kind == NodeKind.TypeAlias)
                {
                    return item.Children.LastOrDefault(child => child.Kind == NodeKind.TupleType) is { } tuple ? Shape(sources, tuple, called) : null;
                }
                if (item.Child(NodeKind.FieldList) is { } list)
                {
                    return item.Source.Is(list.First, "{") ? (called + " {", list.Children.Select(field => field.NameText).ToList())
                        : (called + "(", Enumerable.Range(0, list.Children.Count).Select(i => $"{i}").ToList());
                }
            }
        }
        return null;
    }
}
