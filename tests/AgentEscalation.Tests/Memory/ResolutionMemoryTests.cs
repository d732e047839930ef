using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Memory;
using AgentEscalation.Policies;
using AgentEscalation.Tests.Routing;

namespace AgentEscalation.Tests.Memory;

public sealed class ResolutionMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_one_used_longest_ago_is_forgotten_first()
    {
        var memory = new ResolutionMemory(capacity: 2);
        await memory.RememberAsync("a", new(1), Guidance.Of("one"), Token);
        await memory.RememberAsync("a", new(2), Guidance.Of("two"), Token);
        Assert.Equal("one", (await memory.FindAsync("a", new(1), Token))?.Text.Value);
        await memory.RememberAsync("a", new(3), Guidance.Of("three"), Token);
        Assert.Null(await memory.FindAsync("a", new(2), Token));
        Assert.NotNull(await memory.FindAsync("a", new(1), Token));
        Assert.NotNull(await memory.FindAsync("a", new(3), Token));
        Assert.Equal(2, memory.Count);
    }

    [Fact]
    public async Task Agents_do_not_share_and_the_latest_resolution_counts()
    {
        var memory = new ResolutionMemory();
        await memory.RememberAsync("a", new(1), Guidance.Of("old"), Token);
        await memory.RememberAsync("a", new(1), Guidance.Of("new"), Token);
        Assert.Equal("new", (await memory.FindAsync("a", new(1), Token))?.Text.Value);
        Assert.Null(await memory.FindAsync("b", new(1), Token));
    }

    [Fact]
    public void A_memory_holds_something() => Assert.Throws<ArgumentOutOfRangeException>(() => new ResolutionMemory(0));

    [Fact]
    public async Task Level_1_gets_what_resolved_the_error_before_beside_the_agents_own_row()
    {
        var error = Script.Bad("E0502 at line 7");
        var again = Script.Bad("E0502 at line 900");
        var policy = Script.Policy with { Errors = [new() { Name = "Borrow checker", Recovery = "shorten the borrow" }] };
        var memory = new ResolutionMemory();
        var first = new Script(error, error, error, Verdict.Verified);
        await first.RunAsync(o => o.Memory(memory).Policy(policy), token: Token);
        Assert.Equal("shorten the borrow", first.Seen[1].Guidance?.Text.Value);
        Assert.Equal(1, memory.Count);

        var second = new Script(again, Verdict.Verified);
        await second.RunAsync(o => o.Memory(memory).Policy(policy), token: Token);
        Assert.Equal(Level.SelfRecovery, second.Seen[1].Level);
        Assert.Contains("shorten the borrow", second.Seen[1].Guidance?.Text.Value);
        Assert.Contains(Script.Advice.Text.Value!, second.Seen[1].Guidance?.Text.Value);

        var third = new Script(again, Verdict.Verified);
        await third.RunAsync(o => o.Memory(memory), token: Token);
        Assert.Equal(Script.Advice, third.Seen[1].Guidance);
    }

    [Fact]
    public async Task What_was_not_verified_is_not_remembered()
    {
        var memory = new ResolutionMemory();
        var script = new Script(Script.Bad());
        var router = script.Router(o => o.Memory(memory));
        var run = await router.RunAsync(Script.Task, script.Work, script.Verify, Token);
        await router.DecideAsync(run.Ticket!, run.Ticket!.Card.Stop(), Token);
        Assert.Equal(0, memory.Count);
    }

    [Fact]
    public async Task A_memory_that_fails_is_passed_over()
    {
        var script = new Script(Script.Bad(), Script.Bad(), Script.Bad(), Verdict.Verified);
        var run = await script.RunAsync(o => o.Memory(new Broken()), token: Token);
        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), run.Outcome);
    }

    private sealed class Broken : IResolutionMemory
    {
        public ValueTask<Guidance?> FindAsync(string agent, Fingerprint fingerprint, CancellationToken cancellationToken) => throw new IOException("gone");

        public ValueTask RememberAsync(string agent, Fingerprint fingerprint, Guidance guidance, CancellationToken cancellationToken) => throw new IOException("gone");
    }
}
