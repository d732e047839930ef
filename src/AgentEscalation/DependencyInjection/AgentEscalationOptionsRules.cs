using AgentEscalation.Routing;
using Microsoft.Extensions.Options;

namespace AgentEscalation.DependencyInjection;

/// <summary>What no attribute can say.</summary>
internal sealed class AgentEscalationOptionsRules : IValidateOptions<AgentEscalationOptions>
{
    public ValidateOptionsResult Validate(string? name, AgentEscalationOptions options)
    {
        List<string> faults = [];
        if (options.DecisionWait is { } wait && wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan)
        {
            faults.Add($"{nameof(options.DecisionWait)} is {wait}; it must be 0 or more.");
        }

        if (options.CardExpiryInterval <= TimeSpan.Zero || options.CardExpiryInterval > TimeSpan.FromDays(1))
        {
            faults.Add($"{nameof(options.CardExpiryInterval)} is {options.CardExpiryInterval}; it must be more than 0 and at most a day.");
        }

        faults.AddRange(options.ConcurrencyByAgent.Where(limit => limit.Value < 1)
            .Select(limit => $"{nameof(options.ConcurrencyByAgent)}:{limit.Key} is {limit.Value}; it must be 1 or more."));
        faults.AddRange(options.Agents.Where(folder => !Directory.Exists(folder))
            .Select(folder => $"{nameof(options.Agents)}: the folder '{Path.GetFullPath(folder)}' does not exist. Create it or take it out."));
        faults.AddRange(options.Workspaces.Where(workspace => string.IsNullOrWhiteSpace(workspace.Value.Path))
            .Select(workspace => $"{nameof(options.Workspaces)}:{workspace.Key} has no path."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
