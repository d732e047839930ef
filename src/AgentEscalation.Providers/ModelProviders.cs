using System.Collections.Concurrent;
using System.Collections.Immutable;
using AgentEscalation.Chat;
using AgentEscalation.Providers.Clients;
using AgentEscalation.Providers.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Providers;

/// <summary>The providers of a configuration, each with its chat client. Reading never fails: what is wrong is in <see cref="Faults"/>. Clients are
/// made when they are first asked for. Safe for any thread; disposing ends their connections.</summary>
public sealed class ModelProviders : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<IChatClient>> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly ImmutableDictionary<string, Provider> _providers;
    private readonly IConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory? _loggers;

    /// <summary>Reads the providers.</summary>
    /// <param name="configuration">The whole configuration: keys are looked up in it, too.</param>
    /// <param name="time">The clock of waits and time-outs; null: the system's.</param>
    /// <param name="loggers">Where calls are logged, without contents; null: nowhere.</param>
    public ModelProviders(IConfiguration configuration, TimeProvider? time = null, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
        _time = time ?? TimeProvider.System;
        _loggers = loggers;
        var providers = ImmutableDictionary.CreateBuilder<string, Provider>(StringComparer.OrdinalIgnoreCase);
        var faults = ImmutableArray.CreateBuilder<ProviderFault>();
        foreach (var section in configuration.GetSection(ProviderOptions.Section).GetChildren())
        {
            var (options, found) = new ProviderReader(section).Read();
            var (key, missing) = found.IsEmpty ? ProviderKey.Find(section.Path, options, configuration) : (null, null);
            found = missing is null ? found : found.Add(new(section.Key, missing));
            faults.AddRange(found);
            providers[section.Key] = new(section.Key, options, key);
        }

        _providers = providers.ToImmutable();
        Faults = faults.ToImmutable();
    }

    /// <summary>The providers' names, in alphabetical order.</summary>
    public ImmutableArray<string> Names => [.. _providers.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What is wrong with the configuration; empty when nothing is.</summary>
    public ImmutableArray<ProviderFault> Faults { get; }

    /// <summary>The settings of a provider.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The settings; null when there is no such provider.</returns>
    public ProviderOptions? OptionsOf(string name) => _providers.GetValueOrDefault(name)?.Options;

    /// <summary>The address that a provider is called at.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The address, the usual one when none is set; null when there is no such provider.</returns>
    public Uri? AddressOf(string name) => _providers.GetValueOrDefault(name)?.Address;

    /// <summary>The client of a provider, always the same one.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>The client; null when there is no such provider. It stays this object's to dispose.</returns>
    /// <exception cref="ProviderException">Something is wrong with the provider's configuration.</exception>
    public IChatClient? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!_providers.TryGetValue(name, out var provider))
        {
            return null;
        }

        ThrowIfFaulty(provider.Name);
        return _clients.GetOrAdd(provider.Name, _ => new(() => ProviderClients.Create(provider, _time, _loggers))).Value;
    }

    /// <summary>The providers as models of agents, by the section <see cref="ModelOptions.Section"/>. The only provider serves everything when
    /// the section says nothing.</summary>
    /// <param name="configure">Sets options in code, after the configuration.</param>
    /// <returns>The models.</returns>
    /// <exception cref="ProviderException">A setting of the section cannot be read.</exception>
    public ChatModels ToModels(Action<ModelOptions>? configure = null)
    {
        var options = new ModelOptions();
        try
        {
            _configuration.GetSection(ModelOptions.Section).Bind(options);
        }
        catch (InvalidOperationException e)
        {
            throw new ProviderException($"A setting of {ModelOptions.Section} cannot be read: {e.Message}", e);
        }

        configure?.Invoke(options);
        return new(options, name => name.Length == 0 ? (_providers.Count == 1 ? Find(_providers.Keys.First()) : null) : Find(name));
    }

    /// <summary>Refuses a configuration that something is wrong with.</summary>
    /// <exception cref="ProviderException">There are <see cref="Faults"/>; the message has all of them.</exception>
    public void ThrowIfFaulty() => ThrowIfFaulty(null);

    /// <summary>Ends all connections.</summary>
    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(client => client.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private void ThrowIfFaulty(string? provider)
    {
        var messages = Faults.Where(fault => provider is null || fault.Provider.Equals(provider, StringComparison.OrdinalIgnoreCase)).Select(fault => fault.Message).ToList();
        if (messages.Count > 0)
        {
            throw new ProviderException(string.Join(Environment.NewLine, messages));
        }
    }
}
