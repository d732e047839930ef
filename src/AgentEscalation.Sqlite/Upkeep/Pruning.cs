using AgentEscalation.Cases;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Writing;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>Removes closed cases, a few in each transaction, so that those who write wait only briefly.</summary>
internal static class Pruning
{
    private const int MostInStep = 256;
    private const int PagesInStep = 2048;

    /// <summary>Removes some cases.</summary>
    /// <returns>What was removed; fewer than a step's cases when there are no more.</returns>
    public static PruneResult Step(WriteSession session, PruneRequest request)
    {
        var database = session.Database;
        var found = Find(database, request);
        long events = 0;
        foreach (var no in found)
        {
            events += database["DELETE FROM event WHERE case_no = ?1"].Bind(1, no).Run();
            database["DELETE FROM cases WHERE no = ?1"].Bind(1, no).Run();
        }

        return new(found.Count, events);
    }

    public static bool IsLast(PruneResult step) => step.Cases < MostInStep;

    /// <summary>Gives some of the free pages back to the disk.</summary>
    /// <returns>Whether there are more.</returns>
    public static bool Shrink(WriteSession session)
    {
        if (session.Database.Scalar("PRAGMA freelist_count") == 0)
        {
            return false;
        }

        session.Database.Execute($"PRAGMA incremental_vacuum({PagesInStep})");
        return session.Database.Scalar("PRAGMA freelist_count") > 0;
    }

    private static List<long> Find(Database database, PruneRequest request)
    {
        var outcomes = request.Outcomes.IsDefaultOrEmpty ? "" : $"AND outcome IN ({string.Join(", ", request.Outcomes.Select(o => (int)o))})";
        var agent = request.Agent is null ? "" : "AND agent = ?3";
        var row = database[$"SELECT no FROM cases WHERE status = {(int)CaseStatus.Closed} AND changed < ?1 {outcomes} {agent} LIMIT ?2"]
            .Bind(1, request.ClosedBefore.ToUnixTimeMilliseconds()).Bind(2, MostInStep);
        if (request.Agent is { } name)
        {
            row.Bind(3, name);
        }

        return row.Numbers();
    }
}
