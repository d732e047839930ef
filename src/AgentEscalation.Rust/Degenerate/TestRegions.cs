using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>What judges the code: test functions and modules, and the examples in documentation. It stays as it is.</summary>
internal static class TestRegions
{
    /// <summary>The outermost test items of a source.</summary>
    public static IEnumerable<RustNode> Of(RustSource source) =>
        source.Root.SelfAndBelow().Where(node => IsTest(node) && !IsInside(node));

    public static bool Contains(RustNode node) => IsTest(node) || IsInside(node);

    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        var (old, now) = (Of(change.Before).ToList(), Of(change.After).ToList());
        for (var i = 0; i < Math.Max(old.Count, now.Count); i++)
        {
            if (i >= now.Count)
            {
                yield return change.Gone(DegenerateKind.FewerTests, $"test code {old[i].NameText} is gone", old[i].First);
            }
            else if (i >= old.Count)
            {
                yield return change.New(DegenerateKind.EditedTest, $"new test code {now[i].NameText}", now[i].First);
            }
            else if (FirstDifference(old[i], now[i]) is >= 0 and var at)
            {
                yield return change.New(DegenerateKind.EditedTest, $"test code {old[i].NameText} differs", Math.Min(at, change.After.Count - 1));
            }
        }
        var tests = Tests(change.Before) - Tests(change.After);
        if (tests > 0)
        {
            yield return change.Gone(DegenerateKind.FewerTests, $"{tests} tests fewer", 0);
        }
        if (!Examples(change.Before).SequenceEqual(Examples(change.After), StringComparer.Ordinal))
        {
            yield return change.New(DegenerateKind.EditedTest, "an example in the documentation differs", 0);
        }
    }

    private static bool IsTest(RustNode node) =>
        node.Kind.IsItem() && node.Children.Any(child => child.Kind == NodeKind.Attribute && IsTestAttribute(child));

    private static bool IsTestAttribute(RustNode attribute)
    {
        var name = Attributes.Name(attribute);
        var source = attribute.Source;
        return name is "test" or "bench" or "rstest" or "test_case" or "quickcheck"
            || (name == "cfg" && source.Is(attribute.First + 3, "(") && Enumerable.Range(attribute.First + 4, attribute.End - attribute.First - 4).Any(i =>
                source.Is(i, "test") && !source.Is(i - 2, "not")));
    }

    private static bool IsInside(RustNode node)
    {
        for (var outer = node.Parent; outer is not null; outer = outer.Parent)
        {
            if (IsTest(outer))
            {
                return true;
            }
        }
        return false;
    }

    private static int FirstDifference(RustNode before, RustNode after)
    {
        var length = Math.Max(before.End - before.First, after.End - after.First);
        for (var i = 0; i < length; i++)
        {
            if (before.First + i >= before.End || after.First + i >= after.End || before.Source.Text(before.First + i) != after.Source.Text(after.First + i))
            {
                return after.First + i;
            }
        }
        return -1;
    }

    private static int Tests(RustSource source) =>
        source.Root.SelfAndBelow().Count(node => node.Kind == NodeKind.Fn && node.Children.Any(child =>
            child.Kind == NodeKind.Attribute && Attributes.Name(child) is "test" or "bench" or "rstest" or "test_case"));

    /// <summary>The lines of documentation between fences, fence lines included.</summary>
    private static IEnumerable<string> Examples(RustSource source)
    {
        var inside = false;
        foreach (var token in source.AllTokens)
        {
            if (token.Kind is not (TokenKind.LineComment or TokenKind.BlockComment))
            {
                continue;
            }
            var text = source.Slice(token.Start, Math.Min(token.End, token.Start + 4));
            if (!text.StartsWith("///", StringComparison.Ordinal) && !text.StartsWith("//!", StringComparison.Ordinal) && !text.StartsWith("/**", StringComparison.Ordinal)
                && !text.StartsWith("/*!", StringComparison.Ordinal))
            {
                continue;
            }
            foreach (var line in source.Slice(token.Start + 3, token.End).Split('\n'))
            {
                var fence = line.Trim().StartsWith("```", StringComparison.Ordinal);
                if (inside || fence)
                {
                    yield return line.Trim();
                }
                inside ^= fence;
            }
        }
    }
}
