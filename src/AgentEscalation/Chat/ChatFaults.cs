using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Chat;

/// <summary>What is wrong with models before anything runs, each fault with its mend.</summary>
internal static class ChatFaults
{
    /// <summary>Looks at every agent that a model would serve.</summary>
    public static IReadOnlyList<string> Find(ChatModels models, AgentCatalog catalog, Func<string, bool> hasOwn, IReadOnlyCollection<string> tools)
    {
        List<string> faults = [.. Bounds(models.Options), .. Prices(models.Options), .. Tiers(models)];
        foreach (var agent in catalog.Agents.Where(agent => !hasOwn(agent.Name)))
        {
            faults.AddRange(Served(models, agent));
            faults.AddRange(Priced(models, catalog, agent));
            faults.AddRange(Tools(agent, tools));
        }

        return [.. faults.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Bounds(ModelOptions options)
    {
        if (options.CallTimeout <= TimeSpan.Zero || options.CallTimeout > ModelOptions.LongestCall)
        {
            yield return $"{ModelOptions.Section}:CallTimeout is {options.CallTimeout}; it is more than 0 and at most {ModelOptions.LongestCall}, for example 00:03:00.";
        }

        if (options.CallsPerAttempt is < 1 or > ModelOptions.MostCalls)
        {
            yield return $"{ModelOptions.Section}:CallsPerAttempt is {options.CallsPerAttempt}; it is 1 to {ModelOptions.MostCalls}.";
        }

        if (options.AnswerTokens is < ModelOptions.LeastAnswer or > ModelOptions.MostAnswer)
        {
            yield return $"{ModelOptions.Section}:AnswerTokens is {options.AnswerTokens}; it is {ModelOptions.LeastAnswer} to {ModelOptions.MostAnswer}.";
        }
    }

    private static IEnumerable<string> Prices(ModelOptions options) =>
        options.Prices.Where(price => price.Value.Input < 0 || price.Value.Output < 0)
            .Select(price => $"{ModelOptions.Section}:Prices:{price.Key} is negative; a price is 0 or more.");

    private static IEnumerable<string> Tiers(ChatModels models) =>
        from tier in models.Options.Tiers
        from name in tier.Value.Count == 0 ? [null] : tier.Value.AsEnumerable<string?>()
        where name is null || models.Served(name) is null
        select name is null
            ? $"{ModelOptions.Section}:Tiers:{tier.Key} names no client. Name one, or take the tier out."
            : $"{ModelOptions.Section}:Tiers:{tier.Key} names the client '{name}', which does not exist. Add a client of that name, or correct the tier.";

    private static IEnumerable<string> Served(ChatModels models, AgentDefinition agent)
    {
        foreach (var level in Levels(models.Options))
        {
            if (models.For(agent.Model, level).IsEmpty)
            {
                var asked = models.Asked(agent.Model, level);
                var by = models.Options.Levels.ContainsKey(level) ? $"{ModelOptions.Section}:Levels:{level}" : $"agent '{agent.Name}'{In(agent)}";
                yield return asked.Equals(ModelOptions.Inherit, StringComparison.OrdinalIgnoreCase)
                    ? $"Nobody serves the default model, which {by} asks for. Set {ModelOptions.Section}:Default to a tier or a client, or add a chat client."
                    : $"Nobody serves the model '{asked}' that {by} asks for. Add '{asked}' to {ModelOptions.Section}:Tiers with the name of a client, "
                        + "or correct the model.";
            }
        }
    }

    private static IEnumerable<string> Priced(ChatModels models, AgentCatalog catalog, AgentDefinition agent)
    {
        if (catalog.PolicyFor(agent).Policy.Envelope.Money is null)
        {
            yield break;
        }

        foreach (var model in Levels(models.Options).SelectMany(level => models.For(agent.Model, level)).Where(model => model.Price is null))
        {
            yield return $"Agent '{agent.Name}'{In(agent)} limits money, and {model} has no price. Add '{model.ModelId ?? model.Name}' to "
                + $"{ModelOptions.Section}:Prices, or take 'money' out of the agent's budget.";
        }
    }

    private static IEnumerable<string> Tools(AgentDefinition agent, IReadOnlyCollection<string> tools) =>
        from name in agent.Tools.Names
        where !KnownTools.Contains(name) && !tools.Any(tool => ToolAccess.Only([name]).Allows(tool))
        select $"Agent '{agent.Name}'{In(agent)} allows the tool '{name}', which does not exist. Correct the name, register the tool, or take it out.";

    private static IEnumerable<Level> Levels(ModelOptions options) => options.Levels.Keys.Prepend(Level.None).Distinct();

    private static string In(AgentDefinition agent) => agent.Path.Length == 0 ? "" : $" ({agent.Path})";
}
