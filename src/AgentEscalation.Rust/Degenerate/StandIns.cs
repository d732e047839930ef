using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>New code that panics, hangs, ends the process, or keeps the compiler from looking.</summary>
internal static class StandIns
{
    private static readonly string[] Macros = ["todo", "unimplemented", "unreachable", "panic", "unreachable_unchecked", "compile_error"];

    private static readonly (string Name, DegenerateKind Kind)[] Names =
    [
        ("exit", DegenerateKind.StandIn),
        ("abort", DegenerateKind.StandIn),
        ("catch_unwind", DegenerateKind.StandIn),
        ("resume_unwind", DegenerateKind.StandIn),
        ("forget", DegenerateKind.EscapedOwnership),
        ("leak", DegenerateKind.EscapedOwnership),
        ("transmute", DegenerateKind.EscapedOwnership),
        ("transmute_copy", DegenerateKind.EscapedOwnership),
        ("ManuallyDrop", DegenerateKind.EscapedOwnership),
        ("MaybeUninit", DegenerateKind.EscapedOwnership),
        ("assume_init", DegenerateKind.EscapedOwnership),
        ("zeroed", DegenerateKind.EscapedOwnership),
        ("into_raw", DegenerateKind.EscapedOwnership),
        ("unwrap_unchecked", DegenerateKind.EscapedOwnership),
        ("get_unchecked", DegenerateKind.EscapedOwnership),
        ("get_unchecked_mut", DegenerateKind.EscapedOwnership),
        ("AssertUnwindSafe", DegenerateKind.EscapedOwnership),
    ];

    public static IEnumerable<DegenerateFinding> Find(SourceChange change)
    {
        foreach (var macro in Macros)
        {
            foreach (var place in TokenCounts.Added(change, source => TokenCounts.Places(source, macro, "!")))
            {
                yield return change.New(DegenerateKind.StandIn, $"new {macro}!", place);
            }
        }
        foreach (var (name, kind) in Names)
        {
            foreach (var place in TokenCounts.Added(change, source => Calls(source, name)))
            {
                yield return change.New(kind, $"new use of {name}", place);
            }
        }
        foreach (var place in TokenCounts.Added(change, IdleDrops))
        {
            yield return change.New(DegenerateKind.EscapedOwnership, "a drop that drops nothing", place);
        }
        foreach (var place in TokenCounts.Added(change, EndlessLoops))
        {
            yield return change.New(DegenerateKind.StandIn, "new loop that never ends", place);
        }
        foreach (var place in TokenCounts.Added(change, source => Unsafe(source)))
        {
            yield return change.New(DegenerateKind.Unsafe, "new unsafe", place);
        }
        foreach (var place in TokenCounts.Added(change, source => TokenCounts.Places(source, "static", "mut")))
        {
            yield return change.New(DegenerateKind.Unsafe, "new static mut", place);
        }
        foreach (var place in TokenCounts.Added(change, source => TokenCounts.Places(source, "extern", "crate")))
        {
            yield return change.New(DegenerateKind.ForeignCode, "new extern crate", place);
        }
    }

    // A name counts where it is used: not where it is declared, such as a method of the same name in the original's own types.
    private static IEnumerable<int> Calls(RustSource source, string name) =>
        TokenCounts.Places(source, name).Where(i => !source.Is(i - 1, "fn"));

    // `#[unsafe(no_mangle)]` and `unsafe extern {}` are how newer editions spell what was there all along.
    private static IEnumerable<int> Unsafe(RustSource source) =>
        TokenCounts.Places(source, "unsafe").Where(i => !(source.Is(i - 1, "[") && source.Is(i + 1, "(")) && !(source.Is(i + 1, "extern") && source.Text(i + 3) != "fn" && source.Text(i + 2) != "fn"));

    private static IEnumerable<int> EndlessLoops(RustSource source)
    {
        foreach (var node in source.Root.SelfAndBelow())
        {
            if ((node.Kind == NodeKind.Loop && node.Child(NodeKind.Block) is { } body && body.Children.All(IsIdle))
                || (node.Kind == NodeKind.While && node.Children is [{ Kind: NodeKind.Literal }, { Kind: NodeKind.Block } then] && then.Children.All(IsIdle)))
            {
                yield return node.First;
            }
        }
    }

    // To drop a reference, or a fresh copy, frees nothing: the value that was to go lives on.
    private static IEnumerable<int> IdleDrops(RustSource source) =>
        source.Root.SelfAndBelow().Where(node => node is { Kind: NodeKind.Call, Children: [{ Kind: NodeKind.Path, NameText: "drop" }, { Children: [var value] }] }
            && (value.Kind == NodeKind.Ref || value is { Kind: NodeKind.MethodCall, NameText: "clone" or "as_ref" or "as_mut" })).Select(node => node.First);

    private static bool IsIdle(RustNode statement) =>
        statement.Kind == NodeKind.EmptyStatement || statement.Text is "continue" or "continue;" or "()" or "();";
}
