using System.Collections.Immutable;

namespace AgentEscalation.Agents;

/// <summary>What became of a file.</summary>
public enum AgentFileStatus
{
    /// <summary>It defines an agent.</summary>
    Agent = 0,

    /// <summary>It is a template with placeholders, not an agent.</summary>
    Template = 1,

    /// <summary>It has no frontmatter, so it is some other Markdown file.</summary>
    NotAnAgent = 2,

    /// <summary>It was meant as an agent and cannot be used; an error among the diagnostics says why.</summary>
    Rejected = 3,
}

/// <summary>The result of reading one file.</summary>
public sealed record AgentFile
{
    /// <summary>The file, as its path was given.</summary>
    public required string Path { get; init; }

    /// <summary>What became of it.</summary>
    public required AgentFileStatus Status { get; init; }

    /// <summary>Everything that could be read, also of a template or a rejected file; its name may be empty then.</summary>
    public required AgentDefinition Content { get; init; }

    /// <summary>The agent; null unless <see cref="Status"/> is <see cref="AgentFileStatus.Agent"/>.</summary>
    public AgentDefinition? Agent => Status == AgentFileStatus.Agent ? Content : null;

    /// <summary>What was found in this file, by position.</summary>
    public ImmutableArray<AgentDiagnostic> Diagnostics => Content.Diagnostics;
}
