using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>Attributes that silence a lint or take code out of the build, and lints that are no longer asked for.</summary>
internal static class Attributes
{
    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        var before = Counted(change.Before);
        foreach (var attribute in All(change.After))
        {
            var text = Normal(change.After, attribute);
            if (before.TryGetValue(text, out var left) && left > 0)
            {
                before[text] = left - 1;
                continue;
            }
            if (Judge(Name(change.After, attribute)) is var (kind, what))
            {
                yield return change.New(kind, $"new attribute {text}: {what}", attribute);
            }
        }
        var after = Counted(change.After);
        foreach (var attribute in All(change.Before))
        {
            var text = Normal(change.Before, attribute);
            if (after.TryGetValue(text, out var left) && left > 0)
            {
                after[text] = left - 1;
            }
            else if (Name(change.Before, attribute) is "deny" or "forbid")
            {
                yield return change.Gone(DegenerateKind.SilencedLint, $"{text} is gone", attribute);
            }
        }
    }

    /// <summary>The attribute's name, looked up inside `unsafe(...)`.</summary>
    public static string Name(RustNode attribute) => Name(attribute.Source, attribute.First);

    private static (DegenerateKind Kind, string What)? Judge(string name) => name switch
    {
        "allow" or "expect" or "warn" => (DegenerateKind.SilencedLint, "it silences a lint"),
        "cfg" or "cfg_attr" => (DegenerateKind.SwitchedOff, "it takes code out of the build"),
        "ignore" or "should_panic" => (DegenerateKind.SwitchedOff, "it takes a test out of the run"),
        "feature" or "no_main" or "no_std" or "macro_use" or "path" or "link" => (DegenerateKind.ForeignCode, "it changes what is built"),
        _ => null,
    };

    private static Dictionary<string, int> Counted(RustSource source) =>
        All(source).GroupBy(place => Normal(source, place), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    // By tokens, not by nodes: an attribute on something unreadable is one too.
    private static IEnumerable<int> All(RustSource source) =>
        Enumerable.Range(0, source.Count).Where(i => source.Is(i, "#") && source.Partner(Bracket(source, i)) > i && source.Is(Bracket(source, i), "["));

    private static int Bracket(RustSource source, int place) => source.Is(place + 1, "!") ? place + 2 : place + 1;

    private static string Normal(RustSource source, int place)
    {
        var open = Bracket(source, place);
        return string.Concat(Enumerable.Range(open, source.Partner(open) + 1 - open).Select(source.Text));
    }

    private static string Name(RustSource source, int place)
    {
        var at = Bracket(source, place) + 1;
        if (source.Is(at, "unsafe") && source.Is(at + 1, "("))
        {
            at += 2;
        }
        while (source.Is(at + 1, "::"))
        {
            at += 2;
        }
        return source.Text(at);
    }
}
