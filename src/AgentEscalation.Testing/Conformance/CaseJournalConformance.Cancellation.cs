using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>Cancelled before it begins: an exception, and nothing is written.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Who_gives_up_before_writes_nothing()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var gone = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await journal.AppendAsync(SampleCase.Id(1), 0, (CaseEvent[])[SampleCase.Opened(1)], gone).ConfigureAwait(false)).ConfigureAwait(false);
        Assert.Empty(await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
        await ClimbAsync(journal, SampleCase.Id(1), SampleCase.Climb(1)).ConfigureAwait(false);
    }

    /// <summary>Cancelled while it is under way: an exception means that nothing is written, true that all is.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Who_gives_up_meanwhile_knows_what_is_written()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var written = await Task.WhenAll(Enumerable.Range(0, Cases).Select(n => Task.Run(() => GiveUpAsync(n), Token))).ConfigureAwait(false);
        for (var n = 0; n < Cases; n++)
        {
            var expected = written[n] ? SampleCase.Climb(n).First() : [];
            await KeepsAsync(journal, SampleCase.Id(n), expected).ConfigureAwait(false);
        }

        async Task<bool> GiveUpAsync(int n)
        {
            using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var appending = journal.AppendAsync(SampleCase.Id(n), 0, SampleCase.Climb(n).First(), giveUp.Token).AsTask();
            if (n % 3 != 0)
            {
                await Task.Yield();
            }

            await giveUp.CancelAsync().ConfigureAwait(false);
            try
            {
                return await appending.ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    /// <summary>A listing that nobody wants any more ends.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_listing_stops_when_it_is_given_up()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        for (var n = 0; n < 10; n++)
        {
            await ClimbAsync(journal, SampleCase.Id(n), [[SampleCase.Opened(n)]]).ConfigureAwait(false);
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var seen = new List<CaseId>();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var id in journal.OpenCasesAsync(giveUp.Token).ConfigureAwait(false))
            {
                seen.Add(id);
                await giveUp.CancelAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        Assert.InRange(seen.Count, 1, 9);
        Assert.Equal(10, (await OpenCasesAsync(journal).ConfigureAwait(false)).Count);
    }
}
