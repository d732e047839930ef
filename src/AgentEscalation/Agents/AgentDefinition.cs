using System.Collections.Immutable;

namespace AgentEscalation.Agents;

/// <summary>An agent as its file defines it. Immutable; safe to share.</summary>
public sealed record AgentDefinition
{
    /// <summary>The name that others call it by; empty only in the <see cref="AgentFile.Content"/> of a file that names none.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for and when to call it; empty when the file does not say.</summary>
    public string Description { get; init; } = "";

    /// <summary>The model asked for, as written: <c>sonnet</c>, <c>inherit</c>, a full id; null when not said.</summary>
    public string? Model { get; init; }

    /// <summary>The tools it may use.</summary>
    public ToolAccess Tools { get; init; } = ToolAccess.All;

    /// <summary>Whether the file has a <c>tools</c> key at all.</summary>
    public bool NamesTools { get; init; }

    /// <summary>The body of the file: the system prompt, byte for byte after the closing <c>---</c> line.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>All other keys of the frontmatter, in order, as text; values of lists and maps are their YAML source. Read and shown, never run.</summary>
    public ImmutableArray<KeyValuePair<string, string>> OtherKeys { get; init; } = [];

    /// <summary>What the file says about escalation; null when it says nothing.</summary>
    public EscalationProtocol? Protocol { get; init; }

    /// <summary>The file, as its path was given.</summary>
    public string Path { get; init; } = "";

    /// <summary>The root it was found under; empty when it was read alone.</summary>
    public string Root { get; init; } = "";

    /// <summary>What was found while reading this file; findings across files are the catalog's.</summary>
    public ImmutableArray<AgentDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>Whether one of <see cref="Diagnostics"/> is an error: the agent was read, but should be mended before it runs.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error);

    internal ImmutableArray<Addressee> Mentions { get; init; } = [];

    internal SourcePosition NamePosition { get; init; } = new(1, 1);
}
