using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A copy is given to a function of ours that changes what it gets and does not give it back: the change is lost, and most likely it was
/// the point of the call.</summary>
internal static class ChangedByCallee
{
    private const int MostDepth = 3;

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
        if (parameter is null)
        {
            return false;
        }
        // What comes back changed and is forgotten is lost, however the change is made.
        if (call.Parent is { Kind: NodeKind.ExprStatement } && function.Child(NodeKind.ReturnType) is { Children: [{ Kind: NodeKind.PathType } back] }
            && (back.Text == "Self" || back.NameText == TypeName(parameter, function)) && (parameter.Kind != NodeKind.SelfParam || !parameter.Source.Is(parameter.First, "&")))
        {
            return true;
        }
        if (!Changes(function, parameter) && !IsPassedOn(function, parameter, sources, 0))
        {
            return false;
        }
        // Who reads on from an iterator after a function has read from it means the rest.
        if (TypeName(parameter, function) is { } read && PartlyReadIterator.IsIterator(read))
        {
            return true;
        }
        if (function.Child(NodeKind.ReturnType) is not { } result || call.Parent is { Kind: NodeKind.ExprStatement })
        {
            return true;
        }
        var type = TypeName(parameter, function);
        // A list may be used up on the way to a result; a value of ours has a state that others rely on.
        return type is { Length: > 0 } && !Places.Mentions(result, type) && !Places.Mentions(result, "Self") && Places.Types(sources, type).Any();
    }

    private static string? TypeName(RustNode parameter, RustNode function) => parameter.Kind == NodeKind.SelfParam
        ? Places.Impl(function)?.Children.LastOrDefault(child => child.Kind.IsType())?.NameText : parameter.Child(kind => kind.IsType()) is { } type ? type.Name >= 0 ? type.NameText : type.Text : null;

    /// <summary>Whether a parameter is given whole to another function that changes it.</summary>
    private static bool IsPassedOn(RustNode function, RustNode parameter, ParsedSources sources, int depth) => depth < MostDepth
        && parameter.Children is [{ Kind: NodeKind.NamePattern } name, { Kind: not NodeKind.RefType }, ..] && function.Child(NodeKind.Block) is { } body
        && Places.Uses(body, name.NameText).Any(use => use.Parent is { Kind: NodeKind.ArgList, Parent: { } call } list && (call.Kind == NodeKind.MethodCall ? call.NameText : call.Children[0].NameText) is var called
            && Functions(sources, called).Any(next => next != function && Parameter(next, list.Children.ToList().IndexOf(use) + (call.Kind == NodeKind.MethodCall ? 1 : 0), call.Kind == NodeKind.MethodCall) is { } given
                && (Changes(next, given) || IsPassedOn(next, given, sources, depth + 1))));

    private static bool IsRebound(RustNode function, string name) => function.Child(NodeKind.Block) is { } body
        && body.SelfAndBelow().Any(node => node is { Kind: NodeKind.Let, Children: [var pattern, .., { Kind: NodeKind.Path } value] } && value.Text == name
            && pattern.SelfAndBelow().Any(part => part.Kind == NodeKind.NamePattern && part.Source.Is(part.First, "mut")));

    private static IEnumerable<RustNode> Functions(ParsedSources sources, string name) => Places.Functions(sources, name).Select(pair => pair.Function);

    private static RustNode? Parameter(RustNode function, int index, bool method) =>
        function.Child(NodeKind.ParamList)?.Children is { } parameters && index < parameters.Count && (parameters[0].Kind == NodeKind.SelfParam) == method ? parameters[index] : null;
}
