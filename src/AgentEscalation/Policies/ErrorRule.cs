using System.Collections.Immutable;

namespace AgentEscalation.Policies;

/// <summary>A row of an agent's recovery table: what to do about one class of error.</summary>
public sealed record ErrorRule
{
    /// <summary>The name that people read, for example "Borrow checker".</summary>
    public required string Name
    {
        get;
        init
        {
            field = value;
            Class = Policies.Trigger.Slug(value);
        }
    }

    /// <summary>The error class, the slug of <see cref="Name"/>: what a <c>Failure.Class</c> is compared with.</summary>
    public string Class { get; private init; } = "";

    /// <summary>Error codes that belong to the class, for example E0499; empty when the row names none.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>What the specialist does at level 1; null when the row does not say.</summary>
    public string? Recovery { get; init; }

    /// <summary>What the specialist asks for at level 2; null when the row does not say.</summary>
    public string? Ask { get; init; }

    /// <summary>Id of the trigger that this error names by itself; null when it names none.</summary>
    public string? Trigger { get; init; }
}
