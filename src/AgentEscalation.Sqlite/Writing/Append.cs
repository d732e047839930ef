using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>Appends events to a case: compare, add to the table and to the chain, and bring the row of the case and the sums up to date.</summary>
internal sealed class Append(CaseId id, int version, ReadOnlyMemory<CaseEvent> events, byte[][] texts)
{
    public bool Execute(WriteSession session)
    {
        var row = CaseRow.Find(session.Database, id);
        if ((row?.Version ?? 0) != version || (row is { } known && !IsAllowed(session, known)))
        {
            return false;
        }

        var no = row?.No ?? NewRow(session);
        var kept = session.Case(id, no, version);
        var arrived = kept.Score.Arrived;
        var before = kept.State.Status;
        Span<byte> head = stackalloc byte[EventText.HashLength];
        Head(session, no, head);
        for (var i = 0; i < texts.Length; i++)
        {
            EventText.Link(head, texts[i]);
            session.Database["INSERT INTO event (case_no, position, body, hash) VALUES (?1, ?2, ?3, ?4)"]
                .Bind(1, no).Bind(2, (long)version + i).BindText(3, texts[i]).BindBlob(4, head).Run();
            kept.Apply(events.Span[i]);
        }

        var owner = OwnerAfter(session, row, kept.State.Status);
        Update(session, no, kept, head, owner);
        session.Moved(id, owner);
        session.Tallies.Count(before, arrived, kept);
        if (kept.State.Status is CaseStatus.Closed or CaseStatus.Waiting)
        {
            session.Forget(id);
        }

        return true;
    }

    /// <summary>Whoever decides need not own the case; whoever works does.</summary>
    private static bool IsAllowed(WriteSession session, CaseRow row) => row.Status switch
    {
        CaseStatus.Waiting or CaseStatus.Closed => true,
        _ => row.Owner is not { } owner || (session.Owner.IsMe(owner)
            ? session.Owner.IsAlive(session.Database)
            : OwnerSeat.IsDead(session.Database, owner)),
    };

    private static long? OwnerAfter(WriteSession session, CaseRow? row, CaseStatus status)
    {
        if (status is CaseStatus.Waiting or CaseStatus.Closed)
        {
            return null;
        }

        // A decision leaves the case to whoever takes it, unless its maker took it before.
        return row is { Status: CaseStatus.Waiting } waiting && !(waiting.Owner is { } owner && session.Owner.IsMe(owner))
            ? null
            : session.Owner.Take(session.Database);
    }

    private long NewRow(WriteSession session)
    {
        Span<byte> root = stackalloc byte[EventText.HashLength];
        EventText.Root(id, root);
        session.Database["""
            INSERT INTO cases (id, version, head, status, level, agent, title, opened, changed) VALUES (?1, 0, ?2, 1, 0, '', '', 0, 0)
            """].Bind(1, id.Value).BindBlob(2, root).Run();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(session.Database.Handle);
    }

    private static void Head(WriteSession session, long no, Span<byte> head)
    {
        var row = session.Database["SELECT head FROM cases WHERE no = ?1"].Bind(1, no);
        row.Step();
        row.Bytes(0).CopyTo(head);
        row.Reset();
    }

    private void Update(WriteSession session, long no, KeptCase kept, ReadOnlySpan<byte> head, long? owner)
    {
        var summary = CaseSummary.Of(kept.State, events.Span[^1].At);
        var statement = version == 0
            ? session.Database["""
                UPDATE cases SET version = ?2, head = ?3, status = ?4, level = ?5, changed = ?6, card = ?7, expires = ?8, outcome = ?9, reason = ?10,
                  owner = ?11, agent = ?12, class = ?13, title = ?14, opened = ?15 WHERE no = ?1
                """].Bind(12, summary.Agent).Bind(13, summary.Class).Bind(14, summary.Task).Bind(15, summary.Opened.ToUnixTimeMilliseconds())
            : session.Database["""
                UPDATE cases SET version = ?2, head = ?3, status = ?4, level = ?5, changed = ?6, card = ?7, expires = ?8, outcome = ?9, reason = ?10,
                  owner = ?11 WHERE no = ?1
                """];
        statement
            .Bind(1, no)
            .Bind(2, (long)version + texts.Length)
            .BindBlob(3, head)
            .Bind(4, Math.Max((long)CaseStatus.Open, (long)summary.Status))
            .Bind(5, (long)summary.Level)
            .Bind(6, summary.Changed.ToUnixTimeMilliseconds())
            .Bind(7, (long?)summary.Card)
            .Bind(8, summary.Expires?.ToUnixTimeMilliseconds())
            .Bind(9, (long?)summary.Outcome?.Kind)
            .Bind(10, (long?)summary.Outcome?.Reason)
            .Bind(11, owner)
            .Run();
    }
}
