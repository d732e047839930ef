namespace AgentEscalation.Cases;

/// <summary>What an option takes: measured by a trial in a copy, or estimated by who proposed it. What is not known is null. Immutable.</summary>
public sealed record OptionCost
{
    /// <summary>How long the specialist and the verifier need, 0 or more.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Tokens, calls and money.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Files that change, 0 or more.</summary>
    public int? Files { get; init; }

    /// <summary>Lines that change, 0 or more: of added and removed ones the larger number.</summary>
    public int? Lines { get; init; }

    /// <summary>Whether a trial measured it; else it is an estimate.</summary>
    public bool Measured { get; init; }

    /// <summary>The cost in words, for people.</summary>
    /// <returns>For example "about 12 s, 1,200 tokens, 3 lines in 1 file"; "not known" when nothing is.</returns>
    public override string ToString() => OptionCostText.Of(this);
}
