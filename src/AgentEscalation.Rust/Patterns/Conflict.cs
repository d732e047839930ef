using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns;

/// <summary>What a borrow conflict is about: the borrow that lives on, and the use that it forbids.</summary>
internal sealed record Conflict(RustNode First, RustNode Second, RustNode? LaterUse, bool IsMutable)
{
    public const string Codes = "E0499 E0502 E0503 E0505 E0506";

    private static readonly string[] FirstLabels =
    [
        "first mutable borrow occurs here", "immutable borrow occurs here", "mutable borrow occurs here", "is borrowed here", "borrow of ", "first borrow occurs",
        "closure construction occurs here",
    ];

    public static Conflict? Of(RepairSite site)
    {
        var first = site.Error.Spans.FirstOrDefault(span => !span.IsPrimary && span.File == site.File && IsFirst(span));
        // In a loop one expression is both.
        first ??= site.Error.Spans.FirstOrDefault(span => span.IsPrimary && span.Label is { } label && label.Contains("previous iteration", StringComparison.Ordinal));
        if (first is null)
        {
            return null;
        }
        var later = site.Labelled("later used", "might be used here", "later captured", "later stored");
        return new Conflict(site.NodeOf(first), site.PrimaryNode, later is null ? null : site.NodeOf(later), IsMutableBorrow(site, first, site.NodeOf(first)));
    }

    // Where the compiler does not say, the source does: what is written through later is no copy.
    private static bool IsMutableBorrow(RepairSite site, DiagnosticSpan span, RustNode first)
    {
        var label = span.Label ?? "";
        if (label.Contains("immutable borrow", StringComparison.Ordinal))
        {
            return false;
        }
        // A call that borrows mutably may hand out a shared reference; only that is kept.
        if (HandsOutShared(site, first))
        {
            return IsWrittenThrough(first);
        }
        if (label.Contains("mutable borrow", StringComparison.Ordinal) || site.Error.Code is "E0499" or "E0503" || site.Error.Message.Contains("mutably borrowed", StringComparison.Ordinal))
        {
            return true;
        }
        return IsWrittenThrough(first);
    }

    private static bool HandsOutShared(RepairSite site, RustNode first)
    {
        if (Places.Statement(first) is not { Kind: NodeKind.Let } let)
        {
            return false;
        }
        var ours = let.SelfAndBelow().Where(node => node.Kind == NodeKind.MethodCall).SelectMany(node => Places.Functions(site.Sources, node.NameText)).Select(pair => pair.Function).ToList();
        return ours.Count > 0 && ours.TrueForAll(function => function.Child(NodeKind.ReturnType) is { } result
            && result.SelfAndBelow().Any(node => node.Kind == NodeKind.RefType) && !Places.Mentions(result, "mut"));
    }

    /// <summary>Whether the binding that a borrow is kept in is assigned through, or the borrow is mutable in the source.</summary>
    public static bool IsWrittenThrough(RustNode borrow)
    {
        if (Places.Statement(borrow) is not { } statement)
        {
            return false;
        }
        if (statement.SelfAndBelow().Any(node => (node.Kind == NodeKind.Ref && node.Source.Is(node.First + 1, "mut"))
            || (node.Kind == NodeKind.MethodCall && node.NameText.EndsWith("_mut", StringComparison.Ordinal))))
        {
            return true;
        }
        var function = Places.Function(borrow);
        return statement.Kind == NodeKind.Let && function is not null && statement.Children[0].SelfAndBelow().Any(pattern => pattern.Kind == NodeKind.NamePattern
            && Places.Uses(function, pattern.NameText).Any(use => use.Parent is { Kind: NodeKind.Unary } deref && deref.Parent is { Kind: NodeKind.Assign or NodeKind.CompoundAssign } write
                && write.Children[0] == deref));
    }

    private static bool IsFirst(DiagnosticSpan span) =>
        span.Label is { } label && Array.Exists(FirstLabels, text => label.Contains(text, StringComparison.Ordinal));
}
