using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A variable that keeps a reference to what dies before it, such as the best of all turns of a loop, keeps a copy of its own.</summary>
internal sealed class OwnVariable() : RepairPattern("own-variable", "E0597 E0505 E0506 E0716", RepairEffect.ChangesDropTime, ErrorClass.Lifetime, ErrorClass.BorrowChecker)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function || function.Child(NodeKind.Block) is not { } body)
        {
            yield break;
        }
        foreach (var let in body.SelfAndBelow().Where(node => node is { Kind: NodeKind.Let, Children: [{ Kind: NodeKind.NamePattern }, ..] } && node.Source.Is(node.Children[0].First, "mut")))
        {
            var name = let.Children[0].NameText;
            var assigned = body.SelfAndBelow().Where(node => node.Kind == NodeKind.Assign && node.Children[0].Text == name && node.First > let.End).ToList();
            var isText = let.Child(NodeKind.Literal) is { } text && text.Source.Kind(text.First).IsString() || let.Child(NodeKind.RefType)?.Text is "&str";
            var declared = let.Child(kind => kind.IsType());
            var isOption = let.Child(NodeKind.Path)?.Text == "None" && (declared is null || declared.SelfAndBelow().Any(part => part.Kind == NodeKind.RefType));
            // Only the variable that the error is about; what is written through it would be lost in a copy.
            if (declared is not null && Places.Mentions(declared, "mut") || !site.Spans.Any(span => Places.Uses(body, name).Any(use => use.ByteStart >= span.ByteStart && use.ByteEnd <= span.ByteEnd))
                || assigned.Exists(set => set.SelfAndBelow().Any(node => node.Kind == NodeKind.Ref && node.Source.Is(node.First + 1, "mut"))))
            {
                continue;
            }
            // What is not kept over a turn of a loop or a block does not outlive what it shows.
            if (assigned.Count == 0 || !(isText || isOption) || assigned.TrueForAll(set => set.Ancestor(NodeKind.Block) == let.Parent))
            {
                continue;
            }
            foreach (var copy in (string[])(isText || declared?.Text.Contains("&str", StringComparison.Ordinal) == true ? [".to_string()"] : [".clone()", ".to_string()"]))
            {
                var ofText = copy == ".to_string()";
                var edits = new List<TextEdit>();
                if (declared is not null)
                {
                    edits.Add(site.Replace(declared, isText ? "String" : declared.Text.Replace("&", "", StringComparison.Ordinal).Replace("<str>", "<String>", StringComparison.Ordinal)));
                }
                if (let.Child(NodeKind.Literal) is { } start)
                {
                    edits.Add(site.After(start, ".to_string()"));
                }
                edits.AddRange(assigned.SelectMany(set => Owned(site, set.Children[^1], copy)));
                edits.AddRange(Places.Uses(body, name).Where(use => use.First > let.End && !assigned.Exists(set => set.Children[0] == use)).SelectMany(use => isOption ? Look(site, use, ofText) : LookAtText(site, use)));
                yield return site.Candidate($"{name} keeps a copy", ofText ? 0.62 : 0.64, edits);
            }
        }
    }

    private static IEnumerable<TextEdit> Owned(RepairSite site, RustNode value, string copy) => value switch
    {
        { Kind: NodeKind.Call, Children: [{ NameText: "Some" }, { Children: [var inner] }] } => Owned(site, inner, copy),
        { Kind: NodeKind.Path, Text: "None" } => [],
        { Kind: NodeKind.Ref, Children: [var place] } => [site.Replace(value, place.Text + copy)],
        _ => [site.After(value, copy)],
    };

    private static IEnumerable<TextEdit> LookAtText(RepairSite site, RustNode use) => use.Parent?.Kind == NodeKind.ArgList ? [site.Before(use, "&")] : [];

    private static IEnumerable<TextEdit> Look(RepairSite site, RustNode use, bool ofText)
    {
        var look = ofText ? ".as_deref()" : ".as_ref()";
        return use.Parent switch
        {
            { Kind: NodeKind.MethodCall, NameText: "cloned" or "copied" } call => [site.Replace(call, use.Text)],
            { Kind: NodeKind.MethodCall, NameText: "is_none" or "is_some" or "as_ref" or "as_deref" or "clone" or "iter" or "take" } => [],
            { Kind: NodeKind.MethodCall } call when call.Children[0] == use => [site.After(use, look)],
            { Kind: NodeKind.LetCondition or NodeKind.Match or NodeKind.Binary } => [site.After(use, look)],
            _ => [],
        };
    }
}
