using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>
/// What was lent for changing is moved out to be used up: a loop walks over it by value, an option's content is given away, a cell is opened for writing. The move would
/// have left nothing there; a copy, or a look, leaves all of it to be used again.
/// </summary>
internal static class UsedUpLoan
{
    private static readonly string[] Queues = ["queue", "queued", "pending", "inbox", "outbox", "backlog", "incoming", "outgoing", "todo", "due"];

    /// <summary>Whether a change copies or merely looks at what an error says is moved out of a loan to be used up.</summary>
    public static bool IsKept(RepairState before, IReadOnlyCollection<TextEdit> edits) => before.Errors.Any(error => error.Code == "E0507" && error.Primary is { } span
        && ParsedSources.Of(before.Sources).Get(span.File) is { } source && RepairSite.NodeOf(source, span) is { } place && IsUsedUp(place)
        && edits.Any(edit => edit.File == span.File && edit.ByteStart >= place.ByteStart - 1 && edit.ByteEnd <= place.ByteEnd + 1 && !edit.Replacement.Contains("take(", StringComparison.Ordinal)));

    /// <summary>Whether a place that is moved out of a loan is meant to be empty afterwards.</summary>
    public static bool IsUsedUp(RustNode place)
    {
        place = Places.Bare(place);
        var taking = Places.Function(place) is { } function && KeptElement.SaysTaking(function);
        if (Opened(place) is { } cell)
        {
            return taking || IsQueue(cell);
        }
        return place.Kind == NodeKind.Field && KeptElement.Lender(place) is not null && place.Parent is { } outer && outer.Kind switch
        {
            NodeKind.For => outer.Children is [_, var walked, ..] && walked == place && (taking || IsQueue(place)) && IsGivenAway(outer),
            NodeKind.LetCondition or NodeKind.Match => IsQueue(place) && !IsSetAgain(place),
            _ => false,
        };
    }

    /// <summary>The cell that is opened for writing only to move its content out.</summary>
    private static RustNode? Opened(RustNode place) => place switch
    {
        { Kind: NodeKind.Unary, Children: [{ Kind: NodeKind.MethodCall, NameText: "borrow_mut" } open] } => open.Children[0],
        { Kind: NodeKind.MethodCall, NameText: "borrow_mut", Parent: { Kind: NodeKind.MethodCall, NameText: "into_iter" or "into_bytes" or "into_boxed_str" or "into_keys" or "into_values" } } => place.Children[0],
        _ => null,
    };

    // What is only read was not to be used up.
    private static bool IsGivenAway(RustNode loop) => loop.Children[0] is not { Kind: NodeKind.NamePattern } name
        || Places.Uses(loop.Children[^1], name.NameText).Any(use => use.Parent?.Kind is NodeKind.ArgList or NodeKind.Let or NodeKind.FieldInit or NodeKind.Return or NodeKind.Match
            || use.Parent is { Kind: NodeKind.Assign } set && set.Children[^1] == use);

    private static bool IsQueue(RustNode place) => place.NameText.Split('_').Any(Queues.Contains);

    private static bool IsSetAgain(RustNode place) => Places.Function(place)?.SelfAndBelow().Any(node => node.Kind == NodeKind.Assign && node.Children[0].Text == place.Text) == true;
}
