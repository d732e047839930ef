using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>Threads that borrow from the function and are joined in it run in a scope, which lets them borrow.</summary>
internal sealed class ScopedThreads() : RepairPattern("scoped-threads", "E0521 E0597 E0373 E0759 E0499 E0502 E0505 E0716", RepairEffect.Keeps, ErrorClass.Lifetime, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function || function.Child(NodeKind.Block) is not { Children.Count: > 0 } body)
        {
            yield break;
        }
        var spawns = body.SelfAndBelow().Where(node => node is { Kind: NodeKind.Call, Children: [{ Kind: NodeKind.Path, NameText: "spawn" } path, _] }
            && path.Text is "thread::spawn" or "std::thread::spawn" or "spawn").ToList();
        var joins = body.SelfAndBelow().Any(node => node is { Kind: NodeKind.MethodCall, NameText: "join", Children: [_, { Children.Count: 0 }] });
        if (spawns.Count == 0 || !joins || body.SelfAndBelow().Any(node => node.Kind is NodeKind.Return or NodeKind.Try && node.Ancestor(NodeKind.Closure) is null))
        {
            yield break;
        }
        // From the first statement that has a thread on: what is before it may be borrowed.
        var first = body.Children.First(statement => spawns.Exists(spawn => spawn.IsWithin(statement)));
        var scope = Places.Fresh(first, "scope");
        var edits = spawns.Select(spawn => site.Replace(spawn.Children[0], scope + ".spawn")).ToList();
        var begin = first;
        foreach (var before in body.Children.TakeWhile(statement => statement != first).Reverse())
        {
            // A list of handles must not outlive the scope.
            if (before.Kind == NodeKind.Let && before.Child(NodeKind.NamePattern) is { } name && spawns.Exists(spawn => spawn.Ancestor(NodeKind.MethodCall) is { NameText: "push" } push
                && push.Children[0].Text == name.NameText || Pushes(body, name.NameText)))
            {
                begin = before;
            }
        }
        edits.Add(site.Insert(begin.ByteStart, $"std::thread::scope(|{scope}| {{ "));
        edits.Add(site.Insert(body.Children[^1].ByteEnd, " })"));
        yield return site.Candidate("run the threads in a scope", 0.6, edits);
    }

    private static bool Pushes(RustNode body, string name) =>
        body.SelfAndBelow().Any(node => node is { Kind: NodeKind.MethodCall, NameText: "join" }) && body.SelfAndBelow().Any(node =>
            node is { Kind: NodeKind.MethodCall, NameText: "push" } && node.Children[0].Text == name);
}
