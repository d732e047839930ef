using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using Xunit;

namespace AgentEscalation.Testing.Conformance;

public abstract partial class CaseJournalConformance
{
    private static readonly CaseEvent[] Attempt = [new AttemptStarted(SampleCase.Now, Level.SelfRecovery, 1)];

    /// <summary>Who opens a case owns it: others can neither take it nor append to it, though they know its last event.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Who_opened_a_case_owns_it()
    {
        NeedsToBeShared();
        var (owner, other) = (await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false));
        var leases = Leases(other);
        await ClimbAsync(owner, SampleCase.Id(1), [[SampleCase.Opened(1)]]).ConfigureAwait(false);
        Assert.True(Leases(owner).Holds(SampleCase.Id(1)));
        Assert.False(await leases.TakeAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
        Assert.False(await other.AppendAsync(SampleCase.Id(1), 1, Attempt, Token).ConfigureAwait(false));
        Assert.True(await owner.AppendAsync(SampleCase.Id(1), 1, Attempt, Token).ConfigureAwait(false));
        Assert.False(await Leases(owner).TakeAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
    }

    /// <summary>A case that is given back goes to the first who takes it, and its former owner is shut out.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_case_given_back_goes_to_one_taker()
    {
        NeedsToBeShared();
        var (owner, other) = (await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false));
        var leases = Leases(owner);
        for (var n = 0; n < Math.Min(20, Cases); n++)
        {
            await ClimbAsync(owner, SampleCase.Id(n), [[SampleCase.Opened(n)]]).ConfigureAwait(false);
            await leases.ReleaseAsync(SampleCase.Id(n), Token).ConfigureAwait(false);
            var id = SampleCase.Id(n);
            var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(taker => Task.Run(
                async () => await Leases(taker % 2 == 0 ? owner : other).TakeAsync(id, Token).ConfigureAwait(false), Token))).ConfigureAwait(false);
            Assert.Equal(1, won.Count(w => w));
            var (winner, loser) = Array.IndexOf(won, true) % 2 == 0 ? (owner, other) : (other, owner);
            Assert.False(await loser.AppendAsync(id, 1, Attempt, Token).ConfigureAwait(false));
            Assert.True(await winner.AppendAsync(id, 1, Attempt, Token).ConfigureAwait(false));
        }
    }

    /// <summary>A case whose owner has closed its journal is free at once.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_case_outlives_its_owner()
    {
        NeedsToBeShared();
        var (owner, other) = (await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false));
        var leases = Leases(other);
        await ClimbAsync(owner, SampleCase.Id(1), [[SampleCase.Opened(1)]]).ConfigureAwait(false);
        await CloseAsync(owner).ConfigureAwait(false);
        Assert.True(await leases.TakeAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
        Assert.True(await other.AppendAsync(SampleCase.Id(1), 1, Attempt, Token).ConfigureAwait(false));
    }

    /// <summary>A case that waits for a person has no owner; a closed or unknown one cannot be taken.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task A_case_that_waits_is_free_and_one_that_ended_is_not()
    {
        NeedsToBeShared();
        var (owner, other) = (await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false));
        var leases = Leases(other);
        await ClimbAsync(owner, SampleCase.Id(1), SampleCase.ToTheCard(1)).ConfigureAwait(false);
        await ClimbAsync(owner, SampleCase.Id(2), SampleCase.Climb(2)).ConfigureAwait(false);
        Assert.True(await leases.TakeAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
        Assert.False(await leases.TakeAsync(SampleCase.Id(2), Token).ConfigureAwait(false));
        Assert.False(await leases.TakeAsync(SampleCase.Id(3), Token).ConfigureAwait(false));
    }

    /// <summary>Giving back what one does not own takes nothing from its owner.</summary>
    /// <returns>The test.</returns>
    [Fact]
    public async Task Only_the_owner_gives_a_case_back()
    {
        NeedsToBeShared();
        var (owner, other) = (await JournalAsync().ConfigureAwait(false), await JournalAsync().ConfigureAwait(false));
        var leases = Leases(other);
        await ClimbAsync(owner, SampleCase.Id(1), [[SampleCase.Opened(1)]]).ConfigureAwait(false);
        await leases.ReleaseAsync(SampleCase.Id(1), Token).ConfigureAwait(false);
        Assert.False(await leases.TakeAsync(SampleCase.Id(1), Token).ConfigureAwait(false));
        Assert.True(await owner.AppendAsync(SampleCase.Id(1), 1, Attempt, Token).ConfigureAwait(false));
    }
}
