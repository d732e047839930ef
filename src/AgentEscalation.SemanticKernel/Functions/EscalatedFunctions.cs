using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.SemanticKernel.Functions;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel;

/// <summary>Says which functions of a kernel go up an agent's ladder when they fail, and what the ladder may do with them. Functions are named
/// <c>Plugin-function</c>; <c>Plugin-*</c> stands for all of a plugin. What is said twice counts together; of verifiers the last.</summary>
public sealed class EscalatedFunctions
{
    private readonly List<FunctionName> _only = [];
    private readonly List<FunctionName> _except = [];
    private readonly List<FunctionName> _repeatable = [];
    private readonly Dictionary<FunctionName, ImmutableHashSet<string>> _changeable = [];
    private readonly Dictionary<FunctionName, Func<FunctionResult, CancellationToken, ValueTask<Verdict>>> _verifiers = [];
    private Func<FunctionResult, string?>? _error;
    private bool _accountAsResult;

    internal EscalatedFunctions()
    {
    }

    /// <summary>Escalates these functions and no others. Without it: every function that belongs to a plugin, agents' own excepted.</summary>
    /// <param name="functions">The functions.</param>
    /// <returns>This.</returns>
    public EscalatedFunctions Only(params IEnumerable<string> functions)
    {
        _only.AddRange(functions.Select(FunctionName.Parse));
        return this;
    }

    /// <summary>Leaves functions alone: they fail as they did before.</summary>
    /// <param name="functions">The functions.</param>
    /// <returns>This.</returns>
    public EscalatedFunctions Except(params IEnumerable<string> functions)
    {
        _except.AddRange(functions.Select(FunctionName.Parse));
        return this;
    }

    /// <summary>Functions that do no harm when they are called again. All others are called once: their failures are consulted about and told.
    /// One whose error may pass is called once more as it was; after that only with other arguments, see <see cref="ArgumentsMayChange"/>.</summary>
    /// <param name="functions">The functions.</param>
    /// <returns>This.</returns>
    public EscalatedFunctions Repeatable(params IEnumerable<string> functions)
    {
        _repeatable.AddRange(functions.Select(FunctionName.Parse));
        return this;
    }

    /// <summary>Arguments that guidance may replace before a repeatable function is called again: by a step of kind
    /// <see cref="GuidanceSteps.Arguments"/>. A value has to fit the parameter's JSON schema; all others stay as the caller gave them.</summary>
    /// <param name="function">The function; it has to be <see cref="Repeatable"/> too.</param>
    /// <param name="arguments">The names of parameters.</param>
    /// <returns>This.</returns>
    public EscalatedFunctions ArgumentsMayChange(string function, params IEnumerable<string> arguments)
    {
        var name = FunctionName.Parse(function);
        _changeable[name] = (_changeable.GetValueOrDefault(name) ?? ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase)).Union(arguments);
        return this;
    }

    /// <summary>Judges what a function returns, the first time already. Without it a result counts that is no error.</summary>
    /// <param name="function">The function.</param>
    /// <param name="verify">Judges; an exception is Unverifiable. Called from any thread.</param>
    /// <returns>This.</returns>
    public EscalatedFunctions Verify(string function, Func<FunctionResult, CancellationToken, ValueTask<Verdict>> verify)
    {
        ArgumentNullException.ThrowIfNull(verify);
        _verifiers[FunctionName.Parse(function)] = verify;
        return this;
    }

    /// <summary>Says which results are errors. Without it: an exception or error content as a value, a JSON object whose <c>isError</c> is
    /// true or whose <c>error</c> is not null.</summary>
    /// <param name="errorIn">The error in a result; null when there is none. Called from any thread.</param>
    /// <returns>This.</returns>
    public EscalatedFunctions ErrorWhen(Func<FunctionResult, string?> errorIn)
    {
        ArgumentNullException.ThrowIfNull(errorIn);
        _error = errorIn;
        return this;
    }

    /// <summary>Gives code that calls a function the account as the function's result, as models get it always. Without it code gets a
    /// <see cref="FunctionUnresolvedException"/>: a result that is none would go unnoticed.</summary>
    /// <returns>This.</returns>
    public EscalatedFunctions AccountAsResult()
    {
        _accountAsResult = true;
        return this;
    }

    internal FunctionRule ToRule(string agent)
    {
        foreach (var name in _changeable.Keys)
        {
            if (!_repeatable.Any(repeatable => Covers(repeatable, name)))
            {
                throw new InvalidOperationException(
                    $"Arguments of '{name}' may change, but the function is never called again. Add Repeatable(\"{name}\") if a second call does no harm.");
            }
        }

        return new()
        {
            Agent = agent,
            Only = [.. _only],
            Except = [.. _except],
            Repeatable = [.. _repeatable],
            Changeable = _changeable.ToImmutableDictionary(),
            Verifiers = _verifiers.ToImmutableDictionary(),
            ErrorIn = _error ?? ErrorResult.In,
            AccountAsResult = _accountAsResult,
        };
    }

    private static bool Covers(FunctionName all, FunctionName one) =>
        string.Equals(all.Plugin ?? "", one.Plugin ?? "", StringComparison.OrdinalIgnoreCase)
        && (all.IsWholePlugin || string.Equals(all.Function, one.Function, StringComparison.OrdinalIgnoreCase));
}
