using System.Runtime.CompilerServices;
using AgentEscalation.Cases;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Reading;
using AgentEscalation.Sqlite.Upkeep;

namespace AgentEscalation.Sqlite;

public sealed partial class SqliteJournal
{
    /// <summary>Removes closed cases with their events, and gives their room back to the disk. The scorecard keeps what they came to; a task's
    /// key that was used for one of them is free again. Others can write meanwhile.</summary>
    /// <param name="request">Which ones.</param>
    /// <param name="cancellationToken">Stops between two steps; what is removed stays so.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="CaseStorageException">The file cannot be used as it is.</exception>
    public async ValueTask<PruneResult> PruneAsync(PruneRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var removed = default(PruneResult);
        PruneResult step;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            step = await _writer.Write(session => Pruning.Step(session, request)).ConfigureAwait(false);
            removed = new(removed.Cases + step.Cases, removed.Events + step.Events);
        }
        while (!Pruning.IsLast(step));

        while (removed.Cases > 0 && await _writer.Write(Pruning.Shrink).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return removed;
    }

    /// <summary>Copies the file as it is at one moment, while others write. In the copy nobody owns a case, so that a host on it takes its open
    /// cases up at once.</summary>
    /// <param name="path">A file that does not exist yet, in a folder that does.</param>
    /// <param name="cancellationToken">Gives up before the copy begins.</param>
    /// <returns>When the copy is whole and on the disk.</returns>
    /// <exception cref="CaseStorageException">The copy cannot be made; there is none then.</exception>
    public async ValueTask BackupAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        await _counts.FlushAsync().ConfigureAwait(false);
        await Task.Run(
            () => _readers.Read(database =>
            {
                Backup.Make(database, path);
                return true;
            }),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The events of cases as JSON lines, as <see cref="Cases.Events.CaseJson"/> writes them: case by case in the order in which they opened,
    /// each from its opening on. A case is told as it is when its turn comes.</summary>
    /// <param name="status">Only cases that stand like this; null: all.</param>
    /// <param name="agent">Only cases of this specialist; null: of all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The lines, without their ends.</returns>
    /// <exception cref="CaseStorageException">The file cannot be used as it is.</exception>
    public async IAsyncEnumerable<string> ExportAsync(
        CaseStatus? status = null, string? agent = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        long last = 0;
        while (_readers.Read(database => CaseRows.NextNumbers(database, last, status, agent)) is { Count: > 0 } numbers)
        {
            foreach (var no in numbers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var line in _readers.Read(database => CaseRows.Lines(database, no)))
                {
                    yield return line;
                }
            }

            last = numbers[^1];
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Reads a whole file and says what is not as this library wrote it: damaged pages, changed, missing or added events, a case's row
    /// that says something else than its events. Changes nothing, and others can write meanwhile. A chain shows no change by somebody who
    /// writes the whole chain anew; keep a backup or the heads elsewhere against that.</summary>
    /// <param name="connectionString">For example <c>Data Source=escalation.db</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="CaseStorageException">The file cannot be opened, is another program's or a newer version's.</exception>
    public static async ValueTask<CheckReport> CheckAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        var path = new CaseFilePath(connectionString, new SqliteOptions().BusyTimeout) { MayCreate = false };
        return await Task.Run(
            () =>
            {
                using var database = Database.Open(path, FileAccess.ReadWrite);
                return new FileCheck(database).Run(cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
    }
}
