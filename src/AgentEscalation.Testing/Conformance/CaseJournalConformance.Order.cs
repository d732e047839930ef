using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>No events, no exception.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_case_that_is_not_there_has_no_events()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        Assert.Empty(await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
        Assert.Empty(await OpenCasesAsync(journal).ConfigureAwait(false));
    }

    /// <summary>Whatever the size of the appends.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Events_come_back_in_the_order_of_appending()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var inSteps = await ClimbAsync(journal, SampleCase.Id(1), SampleCase.Climb(1)).ConfigureAwait(false);
        var atOnce = await ClimbAsync(journal, SampleCase.Id(2), [[.. SampleCase.Climb(2).SelectMany(b => b)]]).ConfigureAwait(false);
        await KeepsAsync(journal, SampleCase.Id(1), inSteps).ConfigureAwait(false);
        await KeepsAsync(journal, SampleCase.Id(2), atOnce).ConfigureAwait(false);
    }

    /// <summary>Every kind of event comes back as it was, to the last member that is written as JSON.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Every_kind_of_event_is_kept_whole()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var appended = await ClimbAsync(journal, SampleCase.Id(1), SampleCase.Climb(1)).ConfigureAwait(false);
        Assert.Equal(10, appended.Select(e => e.GetType()).Distinct().Count());
        await KeepsAsync(journal, SampleCase.Id(1), appended).ConfigureAwait(false);
        var expired = await ClimbAsync(journal, SampleCase.Id(2), SampleCase.Expired(2)).ConfigureAwait(false);
        Assert.Contains(expired, e => e is CardExpired);
        await KeepsAsync(journal, SampleCase.Id(2), expired).ConfigureAwait(false);
    }

    /// <summary>Compare-and-set on the number of events: behind, ahead and twice are all refused, and refused means unchanged.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Who_does_not_know_the_last_event_appends_nothing()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        CaseEvent[] attempt = [new AttemptStarted(SampleCase.Now, Level.SelfRecovery, 1)];
        Assert.False(await journal.AppendAsync(SampleCase.Id(1), 1, attempt, Token).ConfigureAwait(false));
        Assert.Empty(await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false));

        CaseEvent[] opening = [SampleCase.Opened(1)];
        Assert.True(await journal.AppendAsync(SampleCase.Id(1), 0, opening, Token).ConfigureAwait(false));
        Assert.False(await journal.AppendAsync(SampleCase.Id(1), 0, opening, Token).ConfigureAwait(false));
        Assert.False(await journal.AppendAsync(SampleCase.Id(1), 2, attempt, Token).ConfigureAwait(false));
        await KeepsAsync(journal, SampleCase.Id(1), opening).ConfigureAwait(false);

        Assert.True(await journal.AppendAsync(SampleCase.Id(1), 1, attempt, Token).ConfigureAwait(false));
        await KeepsAsync(journal, SampleCase.Id(1), [.. opening, .. attempt]).ConfigureAwait(false);
    }

    /// <summary>Cases do not see one another.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Cases_are_apart()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var batches = Enumerable.Range(0, Cases).Select(n => SampleCase.Climb(n).ToArray()).ToArray();
        for (var step = 0; step < batches[0].Length; step++)
        {
            for (var n = 0; n < Cases; n++)
            {
                var version = batches[n][..step].Sum(b => b.Length);
                Assert.True(await journal.AppendAsync(SampleCase.Id(n), version, batches[n][step], Token).ConfigureAwait(false));
            }
        }

        for (var n = 0; n < Cases; n++)
        {
            await KeepsAsync(journal, SampleCase.Id(n), batches[n].SelectMany(b => b)).ConfigureAwait(false);
        }
    }

    /// <summary>Those that wait for a person are among them.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Open_cases_are_those_without_an_end()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        await ClimbAsync(journal, SampleCase.Id(1), [[SampleCase.Opened(1)]]).ConfigureAwait(false);
        await ClimbAsync(journal, SampleCase.Id(2), SampleCase.ToTheCard(2)).ConfigureAwait(false);
        await ClimbAsync(journal, SampleCase.Id(3), SampleCase.Climb(3)).ConfigureAwait(false);
        await ClimbAsync(journal, SampleCase.Id(4), SampleCase.Expired(4)).ConfigureAwait(false);
        Assert.Equal([SampleCase.Id(1), SampleCase.Id(2)], (await OpenCasesAsync(journal).ConfigureAwait(false)).OrderBy(id => id.Value));
    }

    /// <summary>There has to be at least one event.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Appending_nothing_is_a_mistake()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await journal.AppendAsync(SampleCase.Id(1), 0, default, Token).ConfigureAwait(false)).ConfigureAwait(false);
        Assert.Empty(await OpenCasesAsync(journal).ConfigureAwait(false));
    }
}
