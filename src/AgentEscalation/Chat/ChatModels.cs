using System.Collections.Immutable;
using AgentEscalation.Policies;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>Which clients serve a model: configuration and clients brought together. Safe for any thread.</summary>
public sealed class ChatModels
{
    private readonly Func<string, IChatClient?> _clients;

    /// <summary>Brings them together.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="clients">Gives the client of a name, or null; the empty name is the client that has none. It is asked each time: a client
    /// is made when it is first needed, and kept by whoever makes it.</param>
    public ChatModels(ModelOptions options, Func<string, IChatClient?> clients)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clients);
        Options = options;
        _clients = clients;
    }

    /// <summary>The configuration.</summary>
    public ModelOptions Options { get; }

    /// <summary>The clients for a model, in the order in which they are asked.</summary>
    /// <param name="model">What the agent's file says; null when it says nothing.</param>
    /// <param name="level">The level that is worked or answered at; None for the first work.</param>
    /// <returns>The clients; empty when nobody serves it.</returns>
    public ImmutableArray<ServedModel> For(string? model, Level level = Level.None) =>
        [.. ClientNames(Asked(model, level)).Select(Served).OfType<ServedModel>()];

    /// <summary>The names of the clients that are to serve a model, whether they are there or not.</summary>
    /// <param name="model">What the agent's file says; null when it says nothing.</param>
    /// <param name="level">The level.</param>
    /// <returns>The names in the order in which they are asked.</returns>
    public ImmutableArray<string> NamesFor(string? model, Level level = Level.None) => [.. ClientNames(Asked(model, level))];

    /// <summary>The price of a client's model.</summary>
    /// <param name="name">The client's name.</param>
    /// <param name="modelId">Its model; null when it does not say.</param>
    /// <returns>The price; null when there is none in the table.</returns>
    public ModelPrice? PriceOf(string name, string? modelId) =>
        Options.Prices.GetValueOrDefault(name) ?? (modelId is null ? null : Options.Prices.GetValueOrDefault(modelId));

    internal string Asked(string? model, Level level)
    {
        if (Options.Levels.GetValueOrDefault(level) is { Length: > 0 } ofLevel)
        {
            model = ofLevel;
        }

        return string.IsNullOrWhiteSpace(model) ? ModelOptions.Inherit : model.Trim();
    }

    private List<string> ClientNames(string model)
    {
        if (Options.Tiers.TryGetValue(model, out var tier))
        {
            return tier;
        }

        if (!model.Equals(ModelOptions.Inherit, StringComparison.OrdinalIgnoreCase))
        {
            return [model];
        }

        return Options.Default is { Length: > 0 } usual ? Options.Tiers.GetValueOrDefault(usual) ?? [usual]
            : Options.Tiers.Count == 1 ? Options.Tiers.Values.First()
            : [""];
    }

    internal ServedModel? Served(string name)
    {
        if (_clients(name) is not { } client)
        {
            return null;
        }

        var modelId = (client.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId;
        return new(name, modelId, client, PriceOf(name, modelId));
    }
}
