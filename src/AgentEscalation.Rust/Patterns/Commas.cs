using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns;

/// <summary>Elements of comma-separated lists: parameters, arguments, fields, patterns.</summary>
internal static class Commas
{
    /// <summary>Removes an element with the comma after it, else with the one before it.</summary>
    public static TextEdit Remove(string file, RustNode element)
    {
        var source = element.Source;
        if (source.Is(element.End, ","))
        {
            var end = source.Kind(element.End + 1) == TokenKind.Close ? source.ByteEnd(element.End) : source.ByteStart(element.End + 1);
            return new TextEdit(file, element.ByteStart, end, "");
        }
        return source.Is(element.First - 1, ",") ? new TextEdit(file, source.ByteStart(element.First - 1), element.ByteEnd, "")
            : new TextEdit(file, element.ByteStart, element.ByteEnd, "");
    }

    /// <summary>Removes a generic parameter or argument; the last one goes with its brackets.</summary>
    public static TextEdit RemoveGeneric(string file, RustNode element)
    {
        if (element.Parent is not { Kind: NodeKind.Generics or NodeKind.GenericArgs, Children.Count: 1 } list)
        {
            return Remove(file, element);
        }
        var source = list.Source;
        var first = source.Is(list.First, "<") && source.Is(list.First - 1, ":") && source.Is(list.First - 2, ":") ? list.First - 2 : source.Is(list.First - 1, "::") ? list.First - 1 : list.First;
        return new TextEdit(file, source.ByteStart(first), list.ByteEnd, "");
    }

    /// <summary>Adds a generic parameter to a function, type or implementation: lifetimes first, others last.</summary>
    public static TextEdit AddGeneric(string file, RustNode item, string parameter)
    {
        var source = item.Source;
        if (item.Child(NodeKind.Generics) is { } generics)
        {
            if (generics.Children.Count == 0)
            {
                return Insert(source.ByteEnd(generics.First), parameter);
            }
            return parameter.StartsWith('\'') ? Insert(source.ByteEnd(generics.First), parameter + ", ") : Insert(generics.Children[^1].ByteEnd, ", " + parameter);
        }
        var after = item.Name;
        for (var i = item.First; item.Kind == NodeKind.Impl && i < item.End; i++)
        {
            if (source.Is(i, "impl"))
            {
                after = i;
                break;
            }
        }
        return Insert(source.ByteEnd(after), $"<{parameter}>");

        TextEdit Insert(int at, string text) => new(file, at, at, text);
    }

    /// <summary>Adds a bound to a generic parameter.</summary>
    public static TextEdit AddBound(string file, RustNode parameter, string bound)
    {
        var at = parameter.Child(NodeKind.Bounds) is { Children.Count: > 0 } bounds ? bounds.ByteEnd : parameter.Source.ByteEnd(parameter.Name);
        return new TextEdit(file, at, at, (parameter.Child(NodeKind.Bounds) is { Children.Count: > 0 } ? " + " : ": ") + bound);
    }
}
