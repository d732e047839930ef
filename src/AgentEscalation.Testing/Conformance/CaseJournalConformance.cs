using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

/// <summary>What every <see cref="ICaseJournal"/> has to do. Derive a class in a test project, say how the journal is opened, and every fact
/// here runs against it; those on what a store does not offer are skipped with a reason.</summary>
/// <remarks>An instance is one test with one store of its own. What is opened here is closed here.</remarks>
public abstract partial class CaseJournalConformance : IAsyncDisposable
{
    private readonly List<ICaseJournal> _opened = [];

    /// <summary>Whether what was appended is there when the store is opened after it was closed.</summary>
    /// <value>True.</value>
    protected virtual bool OutlivesItsProcess => true;

    /// <summary>Whether the store can be opened several times at once, as several processes do.</summary>
    /// <value>True.</value>
    protected virtual bool IsShared => true;

    /// <summary>How many cases the longer tests use, 10 or more.</summary>
    /// <value>100.</value>
    protected virtual int Cases => 100;

    /// <summary>The test's own token.</summary>
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens the store of this test: empty at first, with its contents afterwards. The journal is disposed by this class when it is
    /// disposable.</summary>
    /// <returns>The journal.</returns>
    protected abstract ValueTask<ICaseJournal> OpenAsync();

    /// <summary>Removes the store of this test. Everything is closed.</summary>
    /// <returns>When it is gone.</returns>
    protected virtual ValueTask RemoveAsync() => default;

    /// <summary>Closes what is open and removes the store.</summary>
    /// <returns>When it is done.</returns>
    public async ValueTask DisposeAsync()
    {
        while (_opened.Count > 0)
        {
            await CloseAsync(_opened[^1]).ConfigureAwait(false);
        }

        await RemoveAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store and remembers to close it.</summary>
    private async ValueTask<ICaseJournal> JournalAsync()
    {
        var journal = await OpenAsync().ConfigureAwait(false);
        _opened.Add(journal);
        return journal;
    }

    private async ValueTask CloseAsync(ICaseJournal journal)
    {
        _opened.Remove(journal);
        switch (journal)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
            default:
                break;
        }
    }

    private async ValueTask<ICaseJournal> ReopenedAsync(ICaseJournal journal)
    {
        await CloseAsync(journal).ConfigureAwait(false);
        return await JournalAsync().ConfigureAwait(false);
    }

    private void NeedsToOutlive() => Assert.SkipUnless(OutlivesItsProcess, "This journal ends with its process.");

    private void NeedsToBeShared() => Assert.SkipUnless(IsShared, "This journal serves one process.");

    private static ICaseLeases Leases(ICaseJournal journal)
    {
        Assert.SkipUnless(journal is ICaseLeases, "This journal knows no owners.");
        return (ICaseLeases)journal;
    }

    /// <summary>Appends all batches of a case, as a run does.</summary>
    private static async Task<ImmutableArray<CaseEvent>> ClimbAsync(ICaseJournal journal, CaseId id, IEnumerable<CaseEvent[]> batches)
    {
        var all = ImmutableArray.CreateBuilder<CaseEvent>();
        foreach (var batch in batches)
        {
            Assert.True(await journal.AppendAsync(id, all.Count, batch, Token).ConfigureAwait(false), $"Event {all.Count} of case {id} was not appended.");
            all.AddRange(batch);
        }

        return all.ToImmutable();
    }

    private static async Task KeepsAsync(ICaseJournal journal, CaseId id, IEnumerable<CaseEvent> expected) =>
        Assert.Equal(expected.Select(CaseJson.WriteLine), (await journal.ReadAsync(id, Token).ConfigureAwait(false)).Select(CaseJson.WriteLine));

    private static async Task<List<CaseId>> OpenCasesAsync(ICaseJournal journal)
    {
        var open = new List<CaseId>();
        await foreach (var id in journal.OpenCasesAsync(Token).ConfigureAwait(false))
        {
            open.Add(id);
        }

        return open;
    }
}
