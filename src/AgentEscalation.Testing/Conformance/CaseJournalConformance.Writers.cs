using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    /// <summary>Many runs at once, each with its case: nobody's events are lost, doubled or mixed up.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Many_cases_grow_at_once()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, Cases).Select(n => Task.Run(
            () => ClimbAsync(journal, SampleCase.Id(n), SampleCase.Climb(n)), Token))).ConfigureAwait(false);
        for (var n = 0; n < Cases; n++)
        {
            await KeepsAsync(journal, SampleCase.Id(n), SampleCase.Climb(n).SelectMany(b => b)).ConfigureAwait(false);
        }
    }

    /// <summary>Compare-and-set under contention.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Of_many_at_once_one_appends()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        await ClimbAsync(journal, SampleCase.Id(1), [[SampleCase.Opened(1)]]).ConfigureAwait(false);
        for (var version = 1; version <= Cases; version++)
        {
            var at = version;
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(
                async () => await journal.AppendAsync(SampleCase.Id(1), at, Marked(writer), Token).ConfigureAwait(false), Token))).ConfigureAwait(false);
            var events = await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false);
            Assert.Equal(1, won.Count(w => w));
            Assert.Equal(at + 1, events.Length);
            Assert.Equal(Array.IndexOf(won, true), ((AttemptStarted)events[^1]).Number);
        }
    }

    /// <summary>Of several processes that answer one card, one is first.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Of_several_processes_one_answers_a_card()
    {
        NeedsToBeShared();
        var journals = new[] { await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false) };
        for (var n = 0; n < Math.Min(20, Cases); n++)
        {
            var id = SampleCase.Id(n);
            var waiting = await ClimbAsync(journals[n % 2], id, SampleCase.ToTheCard(n)).ConfigureAwait(false);
            var won = await Task.WhenAll(Enumerable.Range(0, 6).Select(who => Task.Run(
                async () => await journals[who % 2].AppendAsync(id, waiting.Length, SampleCase.Decided($"person-{who}"), Token).ConfigureAwait(false),
                Token))).ConfigureAwait(false);
            Assert.Equal(1, won.Count(w => w));
            foreach (var journal in journals)
            {
                var decision = Assert.IsType<DecisionTaken>((await journal.ReadAsync(id, Token).ConfigureAwait(false))[^1]);
                Assert.Equal($"person-{Array.IndexOf(won, true)}", decision.By);
            }
        }
    }

    /// <summary>Who opens a case that another process is opening is refused, as with a task's key that two hosts have.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Of_several_processes_one_opens_a_case()
    {
        NeedsToBeShared();
        var journals = new[] { await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false) };
        for (var n = 0; n < Math.Min(20, Cases); n++)
        {
            var opening = n;
            var won = await Task.WhenAll(journals.Select(journal => Task.Run(
                async () => await journal.AppendAsync(SampleCase.Id(opening), 0, (CaseEvent[])[SampleCase.Opened(opening)], Token).ConfigureAwait(false),
                Token))).ConfigureAwait(false);
            Assert.Equal(1, won.Count(w => w));
            Assert.Single(await journals[0].ReadAsync(SampleCase.Id(n), Token).ConfigureAwait(false));
        }
    }

    /// <summary>Reading does not wait for writing to stop, and what is read is always a beginning of the case.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Who_reads_while_others_write_sees_a_beginning_of_the_case()
    {
        var journal = await JournalAsync().ConfigureAwait(false);
        var whole = SampleCase.Climb(1).SelectMany(b => b).Select(CaseJson.WriteLine).ToArray();
        var writing = Task.Run(() => ClimbAsync(journal, SampleCase.Id(1), SampleCase.Climb(1)), Token);
        var others = Enumerable.Range(2, 10).Select(n => Task.Run(() => ClimbAsync(journal, SampleCase.Id(n), SampleCase.Climb(n)), Token)).ToArray();
        var seen = 0;
        while (seen < whole.Length)
        {
            var events = await journal.ReadAsync(SampleCase.Id(1), Token).ConfigureAwait(false);
            Assert.InRange(events.Length, seen, whole.Length);
            seen = events.Length;
            Assert.Equal(whole[..seen], events.Select(CaseJson.WriteLine));
            if (writing.IsFaulted)
            {
                break;
            }
        }

        await writing.ConfigureAwait(false);
        await Task.WhenAll(others).ConfigureAwait(false);
    }

    private static CaseEvent[] Marked(int writer) => [new AttemptStarted(SampleCase.Now, Level.SelfRecovery, writer)];
}
