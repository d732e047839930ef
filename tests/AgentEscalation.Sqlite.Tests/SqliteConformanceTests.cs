using AgentEscalation.Journal;
using AgentEscalation.Testing.Conformance;

namespace AgentEscalation.Sqlite.Tests;

public sealed class SqliteConformanceTests : CaseJournalConformance
{
    private readonly CaseFolder _folder = new();

    protected override ValueTask<ICaseJournal> OpenAsync() => new(new SqliteJournal(_folder.Connection));

    protected override ValueTask RemoveAsync() => _folder.DisposeAsync();
}
