using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Memory;
using AgentEscalation.Policies;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Writing;

namespace AgentEscalation.Sqlite;

/// <summary>Remembers verified resolutions in the file of a journal, for all processes that share it. Of each agent the latest used are kept.
/// Safe for any thread.</summary>
/// <param name="journal">The journal; it stays the caller's.</param>
/// <param name="perAgent">How many resolutions of an agent to keep, 1 or more.</param>
public sealed class SqliteMemory(SqliteJournal journal, int perAgent = 10_000) : IResolutionMemory
{
    private readonly SqliteJournal _journal = journal ?? throw new ArgumentNullException(nameof(journal));

    private readonly int _perAgent = perAgent > 0
        ? perAgent
        : throw new ArgumentOutOfRangeException(nameof(perAgent), perAgent, "The memory holds at least one resolution.");

    /// <inheritdoc/>
    public ValueTask<Guidance?> FindAsync(string agent, Fingerprint fingerprint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = _journal.Readers.Read(database => Find(database, agent, fingerprint));
        if (found is not null)
        {
            // That it was used is worth no waiting, and no error.
            _journal.Writer.TryEnqueue(new Write<bool>(session => Use(session.Database, agent, fingerprint)));
        }

        return new(found);
    }

    /// <inheritdoc/>
    public async ValueTask RememberAsync(string agent, Fingerprint fingerprint, Guidance guidance, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(guidance);

        // As the event that carries guidance, so that every later version can read it.
        var text = CaseJson.WriteLine(new ConsultEnded(DateTimeOffset.UnixEpoch, Level.SelfRecovery, 1, agent, guidance, null, TimeSpan.Zero));
        await _journal.Writer.Write(session => Remember(session.Database, agent, fingerprint, text)).ConfigureAwait(false);
    }

    private static Guidance? Find(Database database, string agent, Fingerprint fingerprint)
    {
        var row = database["SELECT guidance FROM resolution WHERE agent = ?1 AND fingerprint = ?2"].Bind(1, agent).Bind(2, (long)fingerprint.Value);
        if (!row.Step())
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(row.Bytes(0));
        row.Reset();
        return ((ConsultEnded)CaseJson.ReadLine(text)).Guidance;
    }

    private static bool Use(Database database, string agent, Fingerprint fingerprint) => database["""
        UPDATE resolution SET used = (SELECT max(used) + 1 FROM resolution WHERE agent = ?1)
        WHERE agent = ?1 AND fingerprint = ?2 AND used < (SELECT max(used) FROM resolution WHERE agent = ?1)
        """].Bind(1, agent).Bind(2, (long)fingerprint.Value).Run() > 0;

    private bool Remember(Database database, string agent, Fingerprint fingerprint, string guidance)
    {
        database["""
            INSERT OR REPLACE INTO resolution (agent, fingerprint, guidance, used)
            VALUES (?1, ?2, ?3, (SELECT coalesce(max(used), 0) + 1 FROM resolution WHERE agent = ?1))
            """].Bind(1, agent).Bind(2, (long)fingerprint.Value).Bind(3, guidance).Run();

        // One for one once it is full: rows are added one at a time.
        return database["""
            DELETE FROM resolution WHERE agent = ?1 AND used IN (
              SELECT used FROM resolution WHERE agent = ?1 ORDER BY used DESC LIMIT -1 OFFSET ?2)
            """].Bind(1, agent).Bind(2, _perAgent).Run() >= 0;
    }
}
