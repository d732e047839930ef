using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A closure that leaves the method takes copies of the fields it reads instead of `self`; of shared pointers that is another handle.</summary>
internal sealed class CaptureFields() : RepairPattern(
    "capture-fields", "E0521 E0373 E0597 E0759 E0502 E0499 E0506 region E0382 E0507 E0505 E0500 E0501", RepairEffect.ChangesDropTime, ErrorClass.Lifetime, ErrorClass.BorrowChecker,
    ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var nodes = site.Spans.Select(site.NodeOf).ToList();
        var closure = nodes.SelectMany(node => node.SelfAndBelow().Prepend(node.Ancestor(NodeKind.Closure) ?? node)).FirstOrDefault(node => node.Kind == NodeKind.Closure);
        if (closure is null || Places.Statement(closure) is not { } statement)
        {
            yield break;
        }
        foreach (var owner in nodes.Where(node => node.Kind == NodeKind.Path).Select(node => node.Text).Prepend("self").Distinct(StringComparer.Ordinal))
        {
            var uses = Places.Uses(closure, owner).ToList();
            var fields = uses.Select(use => use.Parent).OfType<RustNode>().Where(outer => outer.Kind == NodeKind.Field && !char.IsAsciiDigit(outer.NameText[0])).ToList();
            if (uses.Count == 0 || fields.Count != uses.Count || fields.Exists(IsWritten))
            {
                continue;
            }
            var edits = new List<TextEdit>();
            foreach (var name in fields.Select(field => field.NameText).Distinct(StringComparer.Ordinal))
            {
                edits.Add(site.LineBefore(statement, $"let {name} = {owner}.{name}.clone();"));
            }
            edits.AddRange(fields.Select(field => site.Replace(field, field.NameText)));
            if (!closure.Source.Is(closure.First, "move"))
            {
                edits.Add(site.Before(closure, "move "));
            }
            if (fields.TrueForAll(field => !Places.Uses(closure, field.NameText).Any()))
            {
                yield return site.Candidate("capture copies of the fields", 0.68, edits);
            }
        }
    }

    private static bool IsWritten(RustNode field) =>
        field.Parent is { Kind: NodeKind.Assign or NodeKind.CompoundAssign } assign && assign.Children[0] == field
        || (field.Parent is { Kind: NodeKind.Ref } reference && reference.Source.Is(reference.First + 1, "mut"))
        || (field.Parent is { Kind: NodeKind.MethodCall, NameText: "push" or "insert" or "remove" or "clear" or "pop" or "push_str" or "iter_mut" or "get_mut" or "extend" });
}
