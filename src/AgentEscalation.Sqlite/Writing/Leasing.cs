using AgentEscalation.Cases;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>Taking cases and giving them back.</summary>
internal static class Leasing
{
    public static bool Take(WriteSession session, CaseId id)
    {
        if (CaseRow.Find(session.Database, id) is not { } row || row.Status == CaseStatus.Closed)
        {
            return false;
        }

        // One that waits belongs to whoever answers first; the version decides that.
        if (row.Status == CaseStatus.Open && row.Owner is { } owner && (session.Owner.IsMe(owner) || !OwnerSeat.IsDead(session.Database, owner)))
        {
            return false;
        }

        var me = session.Owner.Take(session.Database);
        session.Database["UPDATE cases SET owner = ?2 WHERE no = ?1"].Bind(1, row.No).Bind(2, me).Run();
        session.Moved(id, me);
        return true;
    }

    public static bool Release(WriteSession session, CaseId id)
    {
        var found = CaseRow.Find(session.Database, id);
        if (found is { Owner: { } owner } row && session.Owner.IsMe(owner))
        {
            session.Database["UPDATE cases SET owner = NULL WHERE no = ?1"].Bind(1, row.No).Run();
        }

        session.Forget(id);
        session.Moved(id, null);
        return true;
    }
}
