using System.Runtime.CompilerServices;
using AgentEscalation.Agents;
using AgentEscalation.Routing;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>The rules of a host, the one that was added last first. A rule that names a function goes before one that takes all.</summary>
internal sealed class FunctionRules
{
    private readonly ConditionalWeakTable<KernelFunction, Found> _found = [];

    public List<FunctionRule> All { get; } = [];

    public FunctionRule? Of(KernelFunction function) => _found.GetValue(function, Find).Rule;

    private Found Find(KernelFunction function)
    {
        if (Plugins.AgentPlugins.Has(function))
        {
            return new(null);
        }

        var rules = Enumerable.Reverse(All).Where(rule => rule.Covers(function)).ToList();
        return new(rules.FirstOrDefault(rule => !rule.Only.IsEmpty) ?? rules.FirstOrDefault());
    }

    private sealed record Found(FunctionRule? Rule);
}

/// <summary>An agent that nobody knows is found out at start and not when the first function fails.</summary>
internal sealed class FunctionRulesValidator(AgentCatalog catalog) : IValidateOptions<FunctionRules>
{
    public ValidateOptionsResult Validate(string? name, FunctionRules options)
    {
        List<string> faults = [];
        foreach (var rule in options.All)
        {
            if (rule.Agent == EscalationRouter.DefaultAgent || catalog.Find(rule.Agent) is not null)
            {
                continue;
            }

            try
            {
                catalog.Get(rule.Agent);
            }
            catch (AgentNotFoundException e)
            {
                faults.Add($"EscalateFunctions(\"{rule.Agent}\"): {e.Message} Add its file by AddAgents(folder), or name '{EscalationRouter.DefaultAgent}'.");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
