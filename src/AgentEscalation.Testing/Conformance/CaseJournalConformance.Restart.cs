using AgentEscalation.Cases;
using AgentEscalation.Journal;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>Closed and opened after every append: nothing is missing, and the next append fits on.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_case_goes_on_after_every_restart()
    {
        NeedsToOutlive();
        var version = 0;
        foreach (var batch in SampleCase.Climb(1))
        {
            var journal = await JournalAsync().ConfigureAwait(false);
            if (version > 0 && journal is ICaseLeases leases && CaseState.From((await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false)).AsSpan()).Status == CaseStatus.Open)
            {
                Assert.True(await leases.TakeAsync(SampleCase.Id(1), Token).ConfigureAwait(false), "A case whose owner closed its journal is free.");
            }

            Assert.True(await journal.AppendAsync(SampleCase.Id(1), version, batch, Token).ConfigureAwait(false));
            version += batch.Length;
            await CloseAsync(journal).ConfigureAwait(false);
        }

        await KeepsAsync(await JournalAsync().ConfigureAwait(false), SampleCase.Id(1), SampleCase.Climb(1).SelectMany(b => b)).ConfigureAwait(false);
    }

    /// <summary>Open, waiting and closed cases are what they were.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task After_a_restart_the_same_cases_are_open()
    {
        NeedsToOutlive();
        var journal = await JournalAsync().ConfigureAwait(false);
        for (var n = 0; n < Cases; n++)
        {
            await ClimbAsync(journal, SampleCase.Id(n), (n % 3) switch
            {
                0 => SampleCase.Climb(n).Take(2),
                1 => SampleCase.ToTheCard(n),
                _ => SampleCase.Climb(n),
            }).ConfigureAwait(false);
        }

        journal = await ReopenedAsync(journal).ConfigureAwait(false);
        Assert.Equal(
            Enumerable.Range(0, Cases).Where(n => n % 3 != 2).Select(SampleCase.Id),
            (await OpenCasesAsync(journal).ConfigureAwait(false)).OrderBy(id => id.Value));
    }

    /// <summary>What another process appends is seen at once, and appending to it needs the latest version here too.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Processes_see_one_another()
    {
        NeedsToBeShared();
        var (one, other) = (await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false));
        var waiting = await ClimbAsync(one, SampleCase.Id(1), SampleCase.ToTheCard(1)).ConfigureAwait(false);
        await KeepsAsync(other, SampleCase.Id(1), waiting).ConfigureAwait(false);
        Assert.True(await other.AppendAsync(SampleCase.Id(1), waiting.Length, SampleCase.Decided("anna"), Token).ConfigureAwait(false));
        Assert.False(await one.AppendAsync(SampleCase.Id(1), waiting.Length, SampleCase.Decided("bert"), Token).ConfigureAwait(false));
        await KeepsAsync(one, SampleCase.Id(1), [.. waiting, .. SampleCase.Decided("anna")]).ConfigureAwait(false);
    }
}
