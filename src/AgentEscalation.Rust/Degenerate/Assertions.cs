using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>Assertions that are gone or ask for something else. References, clones and derefs around the operands may change.</summary>
internal static class Assertions
{
    public static IEnumerable<DegenerateFinding> Find(SourceChange change, bool mayEditTests)
    {
        var after = new Dictionary<string, int>(StringComparer.Ordinal);
        var aliases = Aliases(change);
        foreach (var assertion in All(change.After))
        {
            var key = Substance(assertion, aliases);
            after[key] = after.GetValueOrDefault(key) + 1;
        }
        foreach (var assertion in All(change.Before))
        {
            var key = Substance(assertion, []);
            if (after.GetValueOrDefault(key) > 0)
            {
                after[key]--;
                continue;
            }
            if (mayEditTests && TestRegions.Contains(assertion))
            {
                continue;
            }
            yield return change.Gone(DegenerateKind.WeakenedAssertion, "an assertion is gone or asks for something else", assertion.First);
        }
    }

    /// <summary>New bindings that are only another handle to an old value.</summary>
    private static Dictionary<string, string> Aliases(SourceChange change)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var let in change.After.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Let))
        {
            if (let.Children is [{ Kind: NodeKind.NamePattern } name, var value] && change.IsNew(name.Name))
            {
                while (value.Kind is NodeKind.Ref or NodeKind.Paren || (value.Kind == NodeKind.MethodCall && value.NameText is "clone" or "as_ref" or "borrow"))
                {
                    value = value.Children.Count > 0 ? value.Children[0] : value;
                    if (value.Children.Count == 0)
                    {
                        break;
                    }
                }
                if (value.Kind == NodeKind.Path)
                {
                    found[name.NameText] = value.Text;
                }
            }
        }
        return found;
    }

    private static IEnumerable<RustNode> All(RustSource source) =>
        source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.MacroCall
            && node.NameText is "assert" or "assert_eq" or "assert_ne" or "debug_assert" or "debug_assert_eq" or "debug_assert_ne" or "assert_matches");

    private static string Substance(RustNode assertion, Dictionary<string, string> aliases)
    {
        var source = assertion.Source;
        var kept = new List<string>();
        for (var i = assertion.First; i < assertion.End; i++)
        {
            var text = source.Text(i);
            if (source.Kind(i).IsLiteral())
            {
                kept.Add(SourceChange.LiteralValue(text));
            }
            else if (text is not ("&" or "&&" or "*" or "mut" or "(" or ")" or "." or "," or "clone" or "as_ref" or "as_mut" or "iter" or "to_owned" or "as_str" or "borrow"
                or "deref" or "copied" or "cloned" or "to_string" or "into" or "as_slice" or "as_deref"))
            {
                kept.Add(aliases.GetValueOrDefault(text, text));
            }
            else if (text == "&&" && source.Kind(i - 1) is not (TokenKind.Punct or TokenKind.Open))
            {
                kept.Add(text);
            }
        }
        return string.Join(' ', kept);
    }
}
