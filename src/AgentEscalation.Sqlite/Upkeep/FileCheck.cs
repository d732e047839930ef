using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Reading;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>Reads a whole case file at one moment and says what is not as this library wrote it.</summary>
internal sealed class FileCheck(Database database)
{
    private readonly ImmutableArray<CheckFinding>.Builder _findings = ImmutableArray.CreateBuilder<CheckFinding>();
    private long _cases;
    private long _events;

    private bool IsFull => _findings.Count >= CheckReport.MostFindings;

    public CheckReport Run(CancellationToken cancellationToken)
    {
        database.Execute("BEGIN");
        try
        {
            if (IsWhole())
            {
                Cases(cancellationToken);
                Rest();
            }
        }
        catch (CaseStorageException e) when (e.Fault == StorageFault.Corrupt)
        {
            Add(null, null, e.Message);
        }
        finally
        {
            database.Rollback();
        }

        return new() { Cases = _cases, Events = _events, Findings = _findings.ToImmutable() };
    }

    /// <summary>What SQLite itself says of the file; in pages that are damaged no case can be trusted.</summary>
    private bool IsWhole()
    {
        Migrator.Known(database, Migrator.Version);
        var row = database["PRAGMA integrity_check(100)"];
        while (row.Step())
        {
            if (row.Text(0) is not "ok" and var said)
            {
                Add(null, null, $"SQLite finds the file damaged: {said.ReplaceLineEndings(" ").Trim()}.");
            }
        }

        return _findings.Count == 0;
    }

    private void Cases(CancellationToken cancellationToken)
    {
        var rows = database[$"SELECT {CaseRows.Columns}, no, head FROM cases ORDER BY no"];
        while (!IsFull && rows.Step())
        {
            cancellationToken.ThrowIfCancellationRequested();
            _cases++;
            var chain = new ChainCheck(database, CaseRows.Summary(rows), rows.Int64(13), rows.Bytes(14).ToArray());
            _events += chain.Run(Add);
        }

        rows.Reset();
    }

    private void Rest()
    {
        if (database.Scalar("SELECT count(*) FROM event WHERE NOT EXISTS (SELECT 1 FROM cases WHERE no = case_no)") is > 0 and var orphans)
        {
            Add(null, null, $"{orphans} events belong to no case: the row of a case was removed.");
        }

        var open = database.Scalar("SELECT count(*) FROM cases WHERE status <> 3");
        var counted = database.Scalar("SELECT coalesce(sum(open), 0) FROM tally");
        if (open != counted)
        {
            Add(null, null, $"{open} cases are open and the scorecard counts {counted}.");
        }
    }

    private void Add(CaseId? caseId, int? e, string message)
    {
        if (!IsFull)
        {
            _findings.Add(new(caseId, e, message));
        }
    }
}
