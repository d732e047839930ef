using AgentEscalation.Journal;
using AgentEscalation.Testing.Conformance;

namespace AgentEscalation.Testing.Tests.Conformance;

public sealed class InMemoryJournalTests : CaseJournalConformance
{
    private readonly InMemoryJournal _journal = new();

    protected override bool OutlivesItsProcess => false;

    protected override bool IsShared => false;

    protected override ValueTask<ICaseJournal> OpenAsync() => new(_journal);
}
