using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A copy is given to a function of ours that changes what it gets and does not give it back: the change is lost, and most likely it was
/// the point of the call.</summary>
internal static class ChangedByCallee
{
    public static bool IsLost(RustNode copy, ParsedSources sources)
    {
        var whole = Copy.Whole(copy);
        if (whole.Parent is { Kind: NodeKind.ArgList, Parent: { } call } list)
        {
            var index = list.Children.ToList().IndexOf(whole);
            return call.Kind switch
            {
                NodeKind.MethodCall => Functions(sources, call.NameText).Any(function => IsLost(function, Parameter(function, index + 1, method: true), call, sources)),
                NodeKind.Call => Functions(sources, call.Children[0].NameText).Any(function => IsLost(function, Parameter(function, index, method: false), call, sources)),
                _ => false,
            };
        }
        return whole.Parent is { Kind: NodeKind.MethodCall } method && method.Children[0] == whole
            && Functions(sources, method.NameText).Any(function => IsLost(function, Parameter(function, 0, method: true), method, sources));
    }

    /// <summary>Whether a function changes an argument that it takes by value.</summary>
    public static bool Changes(RustNode function, RustNode parameter)
    {
        if (parameter.Kind == NodeKind.SelfParam)
        {
            return !parameter.Source.Is(parameter.First, "&") && (parameter.Source.Is(parameter.First, "mut") || IsRebound(function, "self"));
        }
        return parameter.Children is [{ Kind: NodeKind.NamePattern } name, { Kind: not NodeKind.RefType }, ..]
            && (name.Source.Is(name.First, "mut") || IsRebound(function, name.NameText));
    }

    private static bool IsLost(RustNode function, RustNode? parameter, RustNode call, ParsedSources sources)
    {
        if (parameter is null || !Changes(function, parameter))
        {
            return false;
        }
        if (function.Child(NodeKind.ReturnType) is not { } result || call.Parent is { Kind: NodeKind.ExprStatement })
        {
            return true;
        }
        var type = parameter.Kind == NodeKind.SelfParam ? Places.Impl(function)?.Children.LastOrDefault(child => child.Kind.IsType())?.NameText
            : parameter.Child(kind => kind.IsType())?.NameText;
        // A list may be used up on the way to a result; a value of ours has a state that others rely on.
        return type is { Length: > 0 } && !Places.Mentions(result, type) && !Places.Mentions(result, "Self") && Places.Types(sources, type).Any();
    }

    private static bool IsRebound(RustNode function, string name) => function.Child(NodeKind.Block) is { } body
        && body.SelfAndBelow().Any(node => node is { Kind: NodeKind.Let, Children: [var pattern, .., { Kind: NodeKind.Path } value] } && value.Text == name
            && pattern.SelfAndBelow().Any(part => part.Kind == NodeKind.NamePattern && part.Source.Is(part.First, "mut")));

    private static IEnumerable<RustNode> Functions(ParsedSources sources, string name) => Places.Functions(sources, name).Select(pair => pair.Function);

    private static RustNode? Parameter(RustNode function, int index, bool method) =>
        function.Child(NodeKind.ParamList)?.Children is { } parameters && index < parameters.Count && (parameters[0].Kind == NodeKind.SelfParam) == method ? parameters[index] : null;
}
