using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A field is copied out of a value that is dropped afterwards, and the drop looks at the field: it would find there what the move would have taken away.</summary>
internal static class SeenByDrop
{
    public static bool IsIn(RepairState before, RustNode copy, ParsedSources sources) => before.Errors.Any(error => error.Code == "E0509")
        && Places.Functions(sources, "drop").Any(pair => Places.Impl(pair.Function)?.Child(kind => kind.IsType())?.NameText == "Drop"
            && copy.SelfAndBelow().Any(node => node.Kind == NodeKind.Field && Places.Mentions(pair.Function, node.NameText)));
}
