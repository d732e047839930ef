using AgentEscalation.Chat;
using AgentEscalation.Policies;
using AgentEscalation.Providers;

namespace AgentEscalation.Cli.Models;

/// <summary>What <c>--model</c> names.</summary>
internal static class ModelChoice
{
    /// <summary>The models of a run.</summary>
    /// <param name="name">A tier, a provider, a model id, or inherit.</param>
    /// <param name="providers">The providers.</param>
    /// <returns>The models; somebody serves them.</returns>
    /// <exception cref="BadInputException">Nobody does.</exception>
    public static ChatModels Of(string name, ModelProviders providers)
    {
        var asked = Resolve(name, providers);
        ChatModels models;
        try
        {
            models = providers.ToModels(options =>
            {
                if (!name.Equals(ModelOptions.Inherit, StringComparison.OrdinalIgnoreCase))
                {
                    foreach (var level in Enum.GetValues<Level>())
                    {
                        options.Levels[level] = asked;
                    }
                }
            });
        }
        catch (ProviderException e)
        {
            throw new BadInputException(e.Message, null, "");
        }

        if (!name.Equals(ModelOptions.Inherit, StringComparison.OrdinalIgnoreCase) && models.For(asked).IsEmpty)
        {
            var known = models.Options.Tiers.Keys.Concat(providers.Names).Distinct(StringComparer.OrdinalIgnoreCase);
            throw new BadInputException($"Nobody serves the model '{name}'", "--model", $"Use one of: {string.Join(", ", known)}; or add it to {ModelOptions.Section}:Tiers.");
        }

        return models;
    }

    /// <summary>The provider that has a model's id; the name itself when there is none.</summary>
    private static string Resolve(string name, ModelProviders providers) =>
        providers.OptionsOf(name) is not null ? name
        : providers.Names.FirstOrDefault(provider => name.Equals(providers.OptionsOf(provider)!.Model, StringComparison.Ordinal)) ?? name;
}
