using System.Collections.Immutable;

namespace AgentEscalation.Agents;

/// <summary>Which tools an agent may use.</summary>
public enum ToolAccessKind
{
    /// <summary>All of them: the file names none, or <c>*</c>.</summary>
    All = 0,

    /// <summary>None at all: an empty list or an empty value.</summary>
    None = 1,

    /// <summary>The named ones only.</summary>
    List = 2,
}

/// <summary>The tools that an agent file allows.</summary>
public sealed record ToolAccess
{
    private ToolAccess(ToolAccessKind kind, ImmutableArray<string> names) => (Kind, Names) = (kind, names);

    /// <summary>Every tool.</summary>
    public static ToolAccess All { get; } = new(ToolAccessKind.All, []);

    /// <summary>No tool.</summary>
    public static ToolAccess None { get; } = new(ToolAccessKind.None, []);

    /// <summary>All, none or a list.</summary>
    public ToolAccessKind Kind { get; }

    /// <summary>The names of a list, in order; empty otherwise.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>A list of tools; all of them when <c>*</c> is among the names, none when there is no name.</summary>
    /// <param name="names">Tool names such as <c>Read</c>, <c>Agent(a, b)</c> or <c>mcp__server__*</c>.</param>
    /// <returns>The access.</returns>
    public static ToolAccess Only(ImmutableArray<string> names) =>
        names.IsDefaultOrEmpty ? None : names.Contains("*") ? All : new(ToolAccessKind.List, names);

    /// <summary>Whether a tool may be used.</summary>
    /// <param name="name">The tool's exact name.</param>
    /// <returns>Whether it is one of <see cref="Names"/>, or begins as one of those that end in <c>*</c>; always with
    /// <see cref="ToolAccessKind.All"/>.</returns>
    public bool Allows(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Kind == ToolAccessKind.All
            || Names.Any(allowed => allowed.EndsWith('*')
                ? name.StartsWith(allowed.AsSpan(0, allowed.Length - 1), StringComparison.Ordinal)
                : string.Equals(name, allowed, StringComparison.Ordinal));
    }
}
