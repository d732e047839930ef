using System.Collections.Immutable;

namespace AgentEscalation.Agents;

/// <summary>Where in a file a row about an error was found.</summary>
public enum ErrorSource
{
    /// <summary>A list entry: name, arrow, recovery.</summary>
    List = 0,

    /// <summary>A table row.</summary>
    Table = 1,

    /// <summary>An entry of the block's <c>errors</c>.</summary>
    Block = 2,
}

/// <summary>What a file says about one class of error. A list and a table often name the same error differently; both are kept.</summary>
public sealed record ProtocolError
{
    /// <summary>The name as the file has it, signs removed.</summary>
    public required string Name { get; init; }

    /// <summary>Where it was found.</summary>
    public required ErrorSource Source { get; init; }

    /// <summary>Its place in the file.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>Error codes that belong to it; empty when the file names none.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>What the specialist does at level 1; null when not said.</summary>
    public string? Recovery { get; init; }

    /// <summary>What it asks for at level 2; null when not said.</summary>
    public string? Ask { get; init; }

    /// <summary>Id of the trigger it names; null when not said.</summary>
    public string? Trigger { get; init; }
}
