using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Writing;

namespace AgentEscalation.Sqlite.Reading;

/// <summary>Cases and their events, read.</summary>
internal static class CaseRows
{
    public const string Columns = "id, agent, class, title, status, level, version, opened, changed, card, expires, outcome, reason";

    public static ImmutableArray<CaseEvent> Events(Database database, CaseId id)
    {
        var row = database["SELECT e.body FROM cases c JOIN event e ON e.case_no = c.no WHERE c.id = ?1 ORDER BY e.position"].Bind(1, id.Value);
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        while (row.Step())
        {
            events.Add(EventText.Read(row.Bytes(0), database.File, id));
        }

        return events.ToImmutable();
    }

    public static List<CaseId> NotClosed(Database database) => Ids(database["SELECT id FROM cases WHERE status = 1 UNION ALL SELECT id FROM cases WHERE status = 2"]);

    /// <summary>Cases that somebody has to go on with.</summary>
    public static List<CaseId> ToTakeUp(Database database, DateTimeOffset now, int limit)
    {
        var found = Ids(database["SELECT id FROM cases WHERE status = 1 AND owner IS NULL LIMIT ?1"].Bind(1, limit));
        foreach (var owner in Dead(database))
        {
            if (found.Count >= limit)
            {
                break;
            }

            found.AddRange(Ids(database["SELECT id FROM cases WHERE status = 1 AND owner = ?1 LIMIT ?2"].Bind(1, owner).Bind(2, limit - found.Count)));
        }

        if (found.Count < limit)
        {
            found.AddRange(Ids(database["SELECT id FROM cases WHERE status = 2 AND expires <= ?1 ORDER BY expires LIMIT ?2"]
                .Bind(1, now.ToUnixTimeMilliseconds()).Bind(2, limit - found.Count)));
        }

        return found;
    }

    public static List<CaseSummary> List(Database database, CaseQuery query)
    {
        var waiting = query.Status == CaseStatus.Waiting;
        var after = query.After is null ? ""
            : waiting ? "AND (expires, no) > (SELECT expires, no FROM cases WHERE id = ?4)"
            : "AND no < (SELECT no FROM cases WHERE id = ?4)";
        var order = waiting ? "expires, no" : "no DESC";
        var status = query.Status is { } known ? $"AND status = {(int)known}" : "";
        var agent = query.Agent is null ? "" : "AND agent = ?3";
        var row = database[$"SELECT {Columns} FROM cases WHERE no > ?2 {status} {agent} {after} ORDER BY {order} LIMIT ?1"]
            .Bind(1, query.Limit).Bind(2, 0);
        if (query.Agent is { } name)
        {
            row.Bind(3, name);
        }

        if (query.After is { } last)
        {
            row.Bind(4, last.Value);
        }

        var found = new List<CaseSummary>();
        while (row.Step())
        {
            found.Add(Summary(row));
        }

        return found;
    }

    /// <summary>The numbers of the next cases in the order in which they opened.</summary>
    public static List<long> NextNumbers(Database database, long last, CaseStatus? status, string? agent) => database["""
        SELECT no FROM cases WHERE no > ?1 AND status = coalesce(?2, status) AND agent = coalesce(?3, agent) ORDER BY no LIMIT 1000
        """].Bind(1, last).Bind(2, (long?)status).Bind(3, agent).Numbers();

    /// <summary>The events of a case as they are stored.</summary>
    public static List<string> Lines(Database database, long no)
    {
        var row = database["SELECT body FROM event WHERE case_no = ?1 ORDER BY position"].Bind(1, no);
        var lines = new List<string>();
        while (row.Step())
        {
            lines.Add(row.Text(0));
        }

        return lines;
    }

    public static CaseSummary Summary(Statement row)
    {
        var level = (Level)row.Int64(5);
        return new()
        {
            CaseId = new(row.Guid(0)),
            Agent = row.Text(1),
            Class = row.MaybeText(2),
            Task = row.Text(3),
            Status = (CaseStatus)row.Int64(4),
            Level = level,
            Version = (int)row.Int64(6),
            Opened = DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(7)),
            Changed = DateTimeOffset.FromUnixTimeMilliseconds(row.Int64(8)),
            Card = (int?)row.MaybeInt64(9),
            Expires = row.MaybeInt64(10) is { } expires ? DateTimeOffset.FromUnixTimeMilliseconds(expires) : null,
            Outcome = row.MaybeInt64(11) is { } kind ? new((OutcomeKind)kind, level, (UnresolvedReason)row.Int64(12)) : null,
        };
    }

    private static List<long> Dead(Database database) => database["SELECT no FROM owner WHERE dead = 1"].Numbers();

    private static List<CaseId> Ids(Statement row)
    {
        var ids = new List<CaseId>();
        while (row.Step())
        {
            ids.Add(new(row.Guid(0)));
        }

        return ids;
    }
}
