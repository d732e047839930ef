using AgentEscalation.Cases;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>What a write has to know of a case before it writes.</summary>
/// <param name="No">The number of its row.</param>
/// <param name="Version">How many events it has.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Owner">Who owns it; null when nobody does.</param>
internal readonly record struct CaseRow(long No, int Version, CaseStatus Status, long? Owner)
{
    public static CaseRow? Find(Database database, CaseId id)
    {
        var row = database["SELECT no, version, status, owner FROM cases WHERE id = ?1"].Bind(1, id.Value);
        if (!row.Step())
        {
            return null;
        }

        var found = new CaseRow(row.Int64(0), (int)row.Int64(1), (CaseStatus)row.Int64(2), row.MaybeInt64(3));
        row.Reset();
        return found;
    }
}
