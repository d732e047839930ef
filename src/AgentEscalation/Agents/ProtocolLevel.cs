using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents;

/// <summary>One level of a ladder as the file describes it. A null member is not said there; nothing is assumed.</summary>
public sealed record ProtocolLevel
{
    /// <summary>The number in the heading or the block.</summary>
    public required int Number { get; init; }

    /// <summary>Where the level begins.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>The title without number and qualifier: "SELF-RECOVERY".</summary>
    public string? Title { get; init; }

    /// <summary>What stands in parentheses behind the title: "Coordinator Guidance".</summary>
    public string? Qualifier { get; init; }

    /// <summary>When the level is entered, in the file's words.</summary>
    public Sourced<string>? When { get; init; }

    /// <summary>Who answers, alternatives in order.</summary>
    public ImmutableArray<Addressee> To { get; init; } = [];

    /// <summary>Tries at this level, 1 to 20.</summary>
    public Sourced<int>? Attempts { get; init; }

    /// <summary>Time for the level.</summary>
    public Sourced<TimeSpan>? Timeout { get; init; }

    /// <summary>The success rate aimed at.</summary>
    public Sourced<SuccessTarget>? Target { get; init; }

    /// <summary>Reasons to come here directly.</summary>
    public ImmutableArray<Sourced<Trigger>> Triggers { get; init; } = [];

    /// <summary>Fields of the report that is sent here.</summary>
    public ImmutableArray<Sourced<string>> Report { get; init; } = [];

    /// <summary>Who does the things in <see cref="ResponderWill"/>: the X of "X will:".</summary>
    public string? Responder { get; init; }

    /// <summary>What whoever answers will do.</summary>
    public ImmutableArray<Sourced<string>> ResponderWill { get; init; } = [];

    /// <summary>Most decision cards, 1 to 3.</summary>
    public Sourced<int>? Cards { get; init; }

    /// <summary>How long a card waits.</summary>
    public Sourced<TimeSpan>? Expires { get; init; }

    /// <summary>What happens to a card that nobody answered.</summary>
    public Sourced<OnExpiry>? OnExpiry { get; init; }

    /// <summary>The keys that the block has for this level, understood or not: prose does not answer for them.</summary>
    internal ImmutableArray<string> BlockKeys { get; init; } = [];

    /// <summary>Whether a person answers at this level.</summary>
    public bool IsForUser => To.Any(a => a.Kind == AddresseeKind.User);
}
