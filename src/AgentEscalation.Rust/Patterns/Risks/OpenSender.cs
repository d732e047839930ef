using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A sender is copied for others and the original stays open while the same function receives until all senders are gone: it would wait for ever.</summary>
internal static class OpenSender
{
    public static bool IsKept(RustNode copy, RepairState before) => Copy.Types(before).Any(type => type.Contains("Sender<", StringComparison.Ordinal))
        && copy.Children is [{ Kind: NodeKind.Path } sender, ..] && Places.Function(copy) is { } function && function.Child(NodeKind.Block) is { } body
        && body.SelfAndBelow().Any(ReceivesAll) && !body.SelfAndBelow().Any(node => node is { Kind: NodeKind.Call, Children: [{ NameText: "drop" }, { } arguments] } && Places.Mentions(arguments, sender.Text));

    private static bool ReceivesAll(RustNode node) => node switch
    {
        { Kind: NodeKind.For, Children: [_, var each, ..] } => Places.Root(Places.Bare(each) is { Kind: NodeKind.Ref } lent ? lent.Children[0] : Places.Bare(each)).Text is "rx" or "receiver" or "recv" or "results" or "r",
        { Kind: NodeKind.MethodCall, NameText: "recv" } => node.Ancestor(kind => kind is NodeKind.While or NodeKind.Loop or NodeKind.For) is not null,
        { Kind: NodeKind.MethodCall, NameText: "iter" or "into_iter" } => node.Children[0].Text is "rx" or "receiver",
        _ => false,
    };
}
