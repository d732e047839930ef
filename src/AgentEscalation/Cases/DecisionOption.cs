using System.Collections.Immutable;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>One way out that a card offers.</summary>
public sealed record DecisionOption
{
    /// <summary>The key of "try once more with my words"; every card has it.</summary>
    public const string RetryKey = "retry";

    /// <summary>The key of "stop and restore", the safe default; every card has it.</summary>
    public const string StopKey = "stop";

    /// <summary>What is typed to choose it: A, B, C ... in the order of the card, <see cref="RetryKey"/> or <see cref="StopKey"/>.
    /// Empty until the card is made.</summary>
    public string Key { get; init; } = "";

    /// <summary>One line.</summary>
    public required UntrustedText Title { get; init; }

    /// <summary>What it means, as the architect says it.</summary>
    public UntrustedText Description { get; init; }

    /// <summary>What the specialist does when it is chosen.</summary>
    public ImmutableArray<GuidanceStep> Steps { get; init; } = [];

    /// <summary>Globs of the verifier's own inputs that choosing it allows the specialist to edit; empty for most.</summary>
    public ImmutableArray<string> MayEdit { get; init; } = [];

    /// <summary>What a trial in a copy showed: what compiles, which tests pass, how large the change is; null when it was not tried.</summary>
    public string? Consequence { get; init; }

    /// <summary>Whether the trial was verified; null when it was not tried.</summary>
    public bool? Verified { get; init; }

    /// <summary>What choosing it takes; null when nobody said and no trial measured it.</summary>
    public OptionCost? Cost { get; init; }

    /// <summary>Whether what it does can be taken back.</summary>
    public Reversibility Reversibility { get; init; }

    internal static DecisionOption Retry { get; } = new()
    {
        Key = RetryKey,
        Title = "Try once more with my words",
        Consequence = "One more attempt; what you write goes to the specialist.",
        Reversibility = Reversibility.Reversible,
    };

    internal static DecisionOption Stop { get; } = new()
    {
        Key = StopKey,
        Title = "Stop and restore",
        Consequence = "The task ends unresolved; your files stay as they were.",
        Cost = new() { Files = 0, Lines = 0, Measured = true },
        Reversibility = Reversibility.Reversible,
    };

    internal static DecisionOption? Find(ImmutableArray<DecisionOption> options, string key)
    {
        foreach (var option in options)
        {
            if (string.Equals(option.Key, key, StringComparison.OrdinalIgnoreCase))
            {
                return option;
            }
        }

        return null;
    }

    internal Guidance AsGuidance(UntrustedText words) => new()
    {
        Text = !words.IsEmpty ? words : !Description.IsEmpty ? Description : Title,
        Steps = Steps,
    };
}
