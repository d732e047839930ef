using System.Collections.Immutable;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>One thing to do, for specialists that act on structure rather than prose.</summary>
/// <param name="Kind">What to do, in the specialist's vocabulary, for example <c>pattern</c>.</param>
/// <param name="Arguments">Named arguments of the step.</param>
public sealed record GuidanceStep(string Kind, ImmutableDictionary<string, string> Arguments);

/// <summary>What comes back from a consult: text, ordered steps, or "this belongs higher up". It may steer edits in the private copy
/// and nothing else. Immutable.</summary>
public sealed record Guidance
{
    /// <summary>Advice in words.</summary>
    public UntrustedText Text { get; init; }

    /// <summary>Advice as ordered steps; empty when there is only text.</summary>
    public ImmutableArray<GuidanceStep> Steps { get; init; } = [];

    /// <summary>The level that this belongs to instead, higher than the one asked; null when the responder answers itself.</summary>
    public Policies.Level? HigherUp { get; init; }

    /// <summary>Id of the trigger that is named with <see cref="HigherUp"/>; null when none is.</summary>
    public string? Trigger { get; init; }

    /// <summary>Ways that a person could choose between, from an architect; tried in copies before they are shown.</summary>
    public ImmutableArray<DecisionOption> Options { get; init; } = [];

    /// <summary>What the answer used of the envelope.</summary>
    public Usage Usage { get; init; } = Usage.None;

    /// <summary>Why there is no answer, which is not the same as nothing said: what was used counts. Null when there is one.</summary>
    public string? Fault { get; init; }

    /// <summary>Advice in words.</summary>
    /// <param name="text">The advice.</param>
    /// <returns>The guidance.</returns>
    public static Guidance Of(string text) => new() { Text = text };

    /// <summary>The next level should answer this one.</summary>
    /// <param name="trigger">Id of the trigger, when one is named.</param>
    /// <param name="level">The level it belongs to.</param>
    /// <returns>The guidance; it costs no attempt.</returns>
    public static Guidance BelongsHigherUp(string? trigger = null, Policies.Level level = Policies.Level.ArchitectureReview) =>
        new() { HigherUp = level, Trigger = trigger };

    /// <summary>Only the user can decide this.</summary>
    /// <param name="why">Why.</param>
    /// <param name="options">The ways to choose between.</param>
    /// <returns>The guidance; it costs no attempt.</returns>
    public static Guidance MajorDecision(string why, params ImmutableArray<DecisionOption> options) =>
        new() { Text = why, HigherUp = Policies.Level.UserDecision, Options = options };

    /// <summary>There is no answer; the next responder is asked.</summary>
    /// <param name="fault">Why, for people.</param>
    /// <param name="usage">What was used all the same; null for nothing.</param>
    /// <returns>The guidance that is none.</returns>
    public static Guidance NoAnswer(string fault, Usage? usage = null) => new() { Fault = fault, Usage = usage ?? Usage.None };
}
