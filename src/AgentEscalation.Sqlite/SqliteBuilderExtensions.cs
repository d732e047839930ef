using AgentEscalation.DependencyInjection;
using AgentEscalation.Journal;
using AgentEscalation.Memory;
using AgentEscalation.Scorecards;
using AgentEscalation.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Storage for a host.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps cases, counts and resolutions in a SQLite file, and takes open cases up: at start, when their owner is gone and when a
    /// decision came from elsewhere. Adding twice is harmless; what is said last counts.</summary>
    /// <param name="builder">What AddAgentEscalation gave back.</param>
    /// <param name="connectionString">For example <c>Data Source=escalation.db</c>; a relative path is taken from the current directory.</param>
    /// <param name="configure">Sets the other options.</param>
    /// <returns>The builder.</returns>
    public static IAgentEscalationBuilder UseSqlite(
        this IAgentEscalationBuilder builder, string connectionString, Action<SqliteOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<SqliteOptions>().Configure(options => options.ConnectionString = connectionString);
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SqliteOptions>, SqliteOptionsValidator>());
        services.TryAddSingleton(provider => new SqliteJournal(
            provider.GetRequiredService<IOptions<SqliteOptions>>().Value, provider.GetService<TimeProvider>()));
        services.TryAddSingleton(provider => new SqliteMemory(
            provider.GetRequiredService<SqliteJournal>(), provider.GetRequiredService<IOptions<SqliteOptions>>().Value.Resolutions));
        services.Replace(ServiceDescriptor.Singleton<ICaseJournal>(provider => provider.GetRequiredService<SqliteJournal>()));
        services.Replace(ServiceDescriptor.Singleton<IResolutionMemory>(provider => provider.GetRequiredService<SqliteMemory>()));
        services.Replace(ServiceDescriptor.Singleton<ICaseIndex>(provider => provider.GetRequiredService<SqliteJournal>()));
        services.Replace(ServiceDescriptor.Singleton<IScorecardSource>(provider => provider.GetRequiredService<SqliteJournal>()));
        var asked = new SqliteOptions();
        configure?.Invoke(asked);
        return asked.Resume ? builder.ResumeCases() : builder;
    }
}
