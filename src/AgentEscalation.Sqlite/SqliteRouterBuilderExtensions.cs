using AgentEscalation.Routing;

namespace AgentEscalation.Sqlite;

/// <summary>Storage for a router without a host.</summary>
public static class SqliteRouterBuilderExtensions
{
    /// <summary>Keeps cases and resolutions in a SQLite file. The journal is the router's <see cref="EscalationRouter.Journal"/>; dispose it when
    /// the router is done with, so that its cases are free at once.</summary>
    /// <param name="builder">The router's builder.</param>
    /// <param name="connectionString">For example <c>Data Source=escalation.db</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="CaseStorageException">The file cannot be used as it is.</exception>
    public static RouterBuilder UseSqlite(this RouterBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var journal = new SqliteJournal(connectionString);
        return builder.Journal(journal).Memory(new SqliteMemory(journal));
    }
}
