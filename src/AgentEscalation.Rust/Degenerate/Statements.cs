using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>Statements that did something and are gone, or are comments now.</summary>
internal static class Statements
{
    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        var after = NamedItems.Of(change.After).Where(entry => entry.Node.Kind == NodeKind.Fn).ToDictionary(entry => entry.Path, entry => entry.Node, StringComparer.Ordinal);
        var comments = new Lazy<string>(() => Comments(change));
        foreach (var (path, function) in NamedItems.Of(change.Before).Where(entry => entry.Node.Kind == NodeKind.Fn).Select(entry => (entry.Path, entry.Node)))
        {
            if (!after.TryGetValue(path, out var now) || !IsReadable(function))
            {
                continue;
            }
            var (old, left) = Unmatched(Leaves(function), Leaves(now));
            var removed = old.Count - left.Count;
            if (removed <= 0)
            {
                continue;
            }
            // Which of them went: those that look least like anything that took their place. What went into another statement is not gone.
            foreach (var statement in old.OrderBy(node => left.Select(other => Likeness(node, other)).DefaultIfEmpty(0).Max()).Take(removed)
                .Where(node => DoesSomething(node) && !left.Exists(other => Likeness(node, other) >= 0.5)))
            {
                yield return comments.Value.Contains(Squeeze(statement.Text), StringComparison.Ordinal)
                    ? change.Gone(DegenerateKind.CommentedOut, $"a statement of {path} is a comment now: {Short(statement)}", statement.First)
                    : change.Gone(DegenerateKind.RemovedStatement, $"a statement of {path} is gone: {Short(statement)}", statement.First);
            }
        }
    }

    /// <summary>Statements without statements inside; the last expression of a block counts, arms and closures too.</summary>
    private static List<RustNode> Leaves(RustNode function)
    {
        var found = new List<RustNode>();
        foreach (var node in function.SelfAndBelow())
        {
            var counts = node.Kind is NodeKind.Let or NodeKind.ExprStatement || (node.Kind.IsExpression() && node.Parent?.Kind is NodeKind.Block or NodeKind.Arm);
            if (counts && node.Kind != NodeKind.Block && !node.SelfAndBelow().Skip(1).Any(inner => inner.Kind == NodeKind.Block && inner.Children.Count > 0))
            {
                found.Add(node);
            }
        }
        return found;
    }

    // Where the original does not parse, what a statement was is anybody's guess.
    private static bool IsReadable(RustNode function) =>
        function.SelfAndBelow().All(node => node.Kind != NodeKind.Error
            && (node.Kind != NodeKind.ExprStatement || node.Source.Is(node.End - 1, ";") || node.Source.Is(node.End - 1, "}")));

    private static (List<RustNode> Old, List<RustNode> Left) Unmatched(List<RustNode> before, List<RustNode> after)
    {
        var texts = after.GroupBy(Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<RustNode>(group), StringComparer.Ordinal);
        var old = new List<RustNode>();
        foreach (var node in before)
        {
            if (!texts.TryGetValue(Key(node), out var same) || !same.TryDequeue(out _))
            {
                old.Add(node);
            }
        }
        return (old, [.. texts.Values.SelectMany(queue => queue)]);
    }

    private static string Key(RustNode node) => string.Join(' ', Names(node, all: true));

    private static IEnumerable<string> Names(RustNode node, bool all) =>
        Enumerable.Range(node.First, node.End - node.First).Where(i => all ? !node.Source.Is(i, ";") : node.Source.Kind(i) is not (TokenKind.Punct or TokenKind.Open or TokenKind.Close))
            .Select(node.Source.Text);

    private static double Likeness(RustNode a, RustNode b)
    {
        var left = Names(a, all: false).ToHashSet(StringComparer.Ordinal);
        return left.Count == 0 ? 1 : (double)Names(b, all: false).Distinct(StringComparer.Ordinal).Count(left.Contains) / left.Count;
    }

    private static bool DoesSomething(RustNode statement) =>
        statement.SelfAndBelow().Any(node => node.Kind is NodeKind.Call or NodeKind.MethodCall or NodeKind.MacroCall or NodeKind.Assign or NodeKind.CompoundAssign
            or NodeKind.Return or NodeKind.Break or NodeKind.Try);

    private static string Comments(SourceChange change)
    {
        var before = Texts(change.Before).ToHashSet(StringComparer.Ordinal);
        return Squeeze(string.Concat(Texts(change.After).Where(text => !before.Contains(text))));

        static IEnumerable<string> Texts(RustSource source) =>
            source.AllTokens.Where(token => token.Kind is TokenKind.LineComment or TokenKind.BlockComment).Select(token => source.Slice(token.Start, token.End));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '/' && c != ';'));

    private static string Short(RustNode node)
    {
        var text = node.Text.ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
