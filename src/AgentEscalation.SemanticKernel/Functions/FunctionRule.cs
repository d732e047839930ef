using System.Collections.Immutable;
using AgentEscalation.Cases;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>What one call of EscalateFunctions said.</summary>
internal sealed record FunctionRule
{
    public required string Agent { get; init; }

    public required ImmutableArray<FunctionName> Only { get; init; }

    public required ImmutableArray<FunctionName> Except { get; init; }

    public required ImmutableArray<FunctionName> Repeatable { get; init; }

    public required ImmutableDictionary<FunctionName, ImmutableHashSet<string>> Changeable { get; init; }

    public required ImmutableDictionary<FunctionName, Func<FunctionResult, CancellationToken, ValueTask<Verdict>>> Verifiers { get; init; }

    public required Func<FunctionResult, string?> ErrorIn { get; init; }

    public required bool AccountAsResult { get; init; }

    /// <summary>Every function that is named.</summary>
    public IEnumerable<FunctionName> Named => [.. Only, .. Except, .. Repeatable, .. Changeable.Keys, .. Verifiers.Keys];

    public bool Covers(KernelFunction function) =>
        !Any(Except, function) && (Only.IsEmpty ? function.PluginName is { Length: > 0 } : Any(Only, function));

    public bool IsRepeatable(KernelFunction function) => Any(Repeatable, function);

    public ImmutableHashSet<string> ChangeableOf(KernelFunction function)
    {
        var all = ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, arguments) in Changeable)
        {
            all = name.Matches(function) ? all.Union(arguments) : all;
        }

        return all;
    }

    public Func<FunctionResult, CancellationToken, ValueTask<Verdict>>? VerifierOf(KernelFunction function)
    {
        Func<FunctionResult, CancellationToken, ValueTask<Verdict>>? found = null;
        foreach (var (name, verifier) in Verifiers)
        {
            // One that is meant by its own name goes before one that is meant by its plugin's.
            found = name.Matches(function) && (found is null || !name.IsWholePlugin) ? verifier : found;
        }

        return found;
    }

    private static bool Any(ImmutableArray<FunctionName> names, KernelFunction function)
    {
        foreach (var name in names)
        {
            if (name.Matches(function))
            {
                return true;
            }
        }

        return false;
    }
}
