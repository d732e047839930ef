using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>Items that are gone, renamed or empty.</summary>
internal static class Items
{
    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        var before = NamedItems.Of(change.Before);
        var after = NamedItems.Of(change.After);
        var afterPaths = after.ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        var beforePaths = before.Select(entry => entry.Path).ToHashSet(StringComparer.Ordinal);
        var added = after.Where(entry => !beforePaths.Contains(entry.Path)).ToList();
        var gone = new HashSet<RustNode>();
        foreach (var entry in before)
        {
            if (afterPaths.TryGetValue(entry.Path, out var now))
            {
                if (Emptied(entry.Node, now.Node))
                {
                    yield return change.Gone(DegenerateKind.EmptiedBody, $"the body of {entry.Path} is empty now", entry.Node.First);
                }
                continue;
            }
            if (!gone.Add(entry.Node) || Within(entry.Node, gone))
            {
                continue;
            }
            if (IsLocalConstant(entry.Node) && Binds(change.After, entry.Node.NameText))
            {
                continue;
            }
            var successor = added.Find(candidate => candidate.Node.Kind == entry.Node.Kind && SameWithoutName(entry.Node, candidate.Node));
            if (successor is null)
            {
                yield return change.Gone(DegenerateKind.DeletedItem, $"{entry.Path} is gone", entry.Node.First);
            }
            else if (!MayBeRenamed(entry.Node))
            {
                yield return change.Gone(DegenerateKind.RenamedItem, $"{entry.Path} is called {successor.Node.NameText} now", entry.Node.First);
            }
        }
        foreach (var finding in Derives(change))
        {
            yield return finding;
        }
    }

    private static bool Within(RustNode node, HashSet<RustNode> gone)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (gone.Contains(outer))
            {
                return true;
            }
        }
        return false;
    }

    // A constant inside a function may become a variable.
    private static bool IsLocalConstant(RustNode node) => node.Kind is NodeKind.Const or NodeKind.Static && node.Ancestor(NodeKind.Fn) is not null;

    private static bool Binds(RustSource source, string name) =>
        source.Root.SelfAndBelow().Any(node => node.Kind == NodeKind.NamePattern && node.NameText == name);

    // The trait determines the names in its implementations. Fields, variants and types keep theirs; so do tests.
    private static bool MayBeRenamed(RustNode node) =>
        node.Kind == NodeKind.Impl
        || (node.Parent?.Parent is { Kind: NodeKind.Impl } impl && impl.Children.Count(child => child.Kind.IsType()) == 2);

    private static bool SameWithoutName(RustNode a, RustNode b)
    {
        var (left, right) = (Tokens(a), Tokens(b));
        var shared = left.Intersect(right, StringComparer.Ordinal).Count();
        return left.Count == 0 ? right.Count == 0 : shared * 2 >= left.Count;

        static HashSet<string> Tokens(RustNode node) =>
            Enumerable.Range(node.First, node.End - node.First).Where(i => i != node.Name).Select(node.Source.Text).ToHashSet(StringComparer.Ordinal);
    }

    private static bool Emptied(RustNode before, RustNode after)
    {
        if (before.Kind != NodeKind.Fn || before.Child(NodeKind.Block) is not { Children.Count: > 0 } old || old.Children.All(IsNothing))
        {
            return false;
        }
        return after.Child(NodeKind.Block) is not { } now || now.Children.All(IsNothing);
    }

    private static bool IsNothing(RustNode statement) =>
        statement.Kind == NodeKind.EmptyStatement || statement.Text is "()" or "();" or "return" or "return;";

    private static IEnumerable<DegenerateFinding> Derives(SourceChange change)
    {
        var after = DerivesOf(change.After);
        foreach (var (type, derives) in DerivesOf(change.Before))
        {
            if (!after.TryGetValue(type, out var now))
            {
                continue;
            }
            foreach (var (name, token) in derives)
            {
                // A derive may become an implementation by hand.
                if (!now.ContainsKey(name) && !HasImpl(change.After, name, type))
                {
                    yield return change.Gone(DegenerateKind.DeletedItem, $"{type} no longer derives {name}", token);
                }
            }
        }
    }

    private static bool HasImpl(RustSource source, string trait, string type) =>
        NamedItems.Of(source).Exists(entry => entry.Path.EndsWith($"impl {trait} for {type}", StringComparison.Ordinal));

    private static Dictionary<string, Dictionary<string, int>> DerivesOf(RustSource source)
    {
        var found = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var node in source.Root.SelfAndBelow())
        {
            if (node.Kind is NodeKind.Struct or NodeKind.Enum or NodeKind.Union)
            {
                var derives = found[node.NameText] = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (var attribute in node.Children.Where(child => child.Kind == NodeKind.Attribute && Attributes.Name(child) == "derive"))
                {
                    for (var i = attribute.First + 4; i < attribute.End - 2; i++)
                    {
                        if (source.Kind(i).IsName())
                        {
                            derives[source.Text(i)] = i;
                        }
                    }
                }
            }
        }
        return found;
    }
}
