using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Borrow;

/// <summary>
/// A field is taken out while a statement works on it together with the rest of its owner, and put back afterwards. Only where nothing in
/// between can see the field empty, and nothing can leave the statement on the way.
/// </summary>
internal sealed class TakeAndRestore() : RepairPattern("take-and-restore", Conflict.Codes, RepairEffect.Keeps, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Conflict.Of(site) is not { } conflict)
        {
            yield break;
        }
        foreach (var borrow in new[] { conflict.First, conflict.Second })
        {
            if (Field(borrow) is not { } field || Home(field) is not { } statement || statement.Kind == NodeKind.Let || statement.Parent?.Kind != NodeKind.Block
                || Leaves(statement) || field.Children[0] is not { } owner)
            {
                continue;
            }
            var uses = statement.SelfAndBelow().Where(node => node.Kind == NodeKind.Field && node.Text == field.Text).ToList();
            if (uses.Count != 1 || SeesField(site, statement, owner.Text, field.NameText))
            {
                continue;
            }
            var name = Places.Fresh(statement, field.NameText);
            var last = statement.Parent.Children[^1] == statement && !statement.Source.Is(statement.End - 1, ";");
            if (last && statement.Kind is not (NodeKind.For or NodeKind.While or NodeKind.Loop))
            {
                continue;
            }
            yield return site.Candidate("take the field out for the statement", 0.6,
            [
                site.LineBefore(statement, $"let mut {name} = std::mem::take(&mut {field.Text});"), site.Replace(field, name), site.LineAfter(statement, $"{field.Text} = {name};"),
            ]);
        }
    }

    private static RustNode? Field(RustNode borrow)
    {
        var found = borrow.SelfAndBelow().FirstOrDefault(node => node.Kind == NodeKind.Field && node.Children[0].Kind == NodeKind.Path);
        return found is not null && char.IsAsciiDigit(found.NameText[0]) ? null : found;
    }

    /// <summary>The statement whose head the borrow is: a loop when it is what the loop walks over.</summary>
    private static RustNode? Home(RustNode field) => Places.Statement(field);

    private static bool Leaves(RustNode statement) =>
        statement.SelfAndBelow().Any(node => node.Kind is NodeKind.Return or NodeKind.Try or NodeKind.Await
            || (node.Kind is NodeKind.Break or NodeKind.Continue && node.Source.Kind(node.First + 1) == TokenKind.Lifetime));

    private static bool IsOpenTrait(RepairSite site, string method) => Places.Functions(site.Sources, method).Any(pair => Places.Impl(pair.Function) is { Kind: NodeKind.Trait } trait && Places.IsPublic(trait));

    // The owner as a whole goes to methods of ours: none of them, nor what they call, may look at the field.
    internal static bool SeesField(RepairSite site, RustNode statement, string owner, string field)
    {
        var open = new Stack<string>();
        foreach (var node in statement.SelfAndBelow())
        {
            if (node.Kind == NodeKind.MethodCall && node.Children[0].Text == owner)
            {
                open.Push(node.NameText);
            }
            else if (node.Kind == NodeKind.Path && node.Text == owner && node.Parent?.Kind is not (NodeKind.Field or NodeKind.MethodCall))
            {
                // Given whole to a method or function of ours; what that may be for a foreign caller nobody knows.
                var call = node.Parent is { Kind: NodeKind.ArgList } list ? list.Parent : node.Parent is { Kind: NodeKind.Ref, Parent: { Kind: NodeKind.ArgList } inner } ? inner.Parent : null;
                if (call is null || (call.Kind == NodeKind.MethodCall ? call.NameText : call.Children[0].NameText) is not { Length: > 0 } called || IsOpenTrait(site, called))
                {
                    return true;
                }
                open.Push(called);
            }
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var method))
        {
            if (!seen.Add(method))
            {
                continue;
            }
            var bodies = Places.Functions(site.Sources, method).Select(pair => pair.Function).ToList();
            if (bodies.Count == 0)
            {
                return true;
            }
            foreach (var body in bodies)
            {
                if (Enumerable.Range(body.First, body.End - body.First).Any(i => body.Source.Is(i, field) && body.Source.Is(i - 1, ".")))
                {
                    return true;
                }
                foreach (var call in body.SelfAndBelow().Where(node => node.Kind == NodeKind.MethodCall
                    && (node.Children[0].Text == "self" || Places.Functions(site.Sources, node.NameText).Any())))
                {
                    open.Push(call.NameText);
                }
            }
        }
        return false;
    }
}
