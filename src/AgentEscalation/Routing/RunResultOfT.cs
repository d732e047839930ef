using System.Diagnostics.CodeAnalysis;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Routing;

/// <summary>What a run returns whose task makes a value.</summary>
/// <typeparam name="T">The value.</typeparam>
public sealed class RunResult<T> : RunResult
{
    internal RunResult(T? value, Outcome? outcome, ReadOnlyMemory<CaseEvent> events, Usage usage, RunRemains? remains)
        : base(outcome, events, usage, remains) => Value = IsVerified ? value : default;

    /// <summary>The value, only when the verifier confirmed it; default otherwise.</summary>
    public T? Value { get; }

    /// <summary>Gives the value when there is one.</summary>
    /// <param name="value">The verified value.</param>
    /// <returns>Whether the result was verified.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = Value!;
        return IsVerified;
    }
}
