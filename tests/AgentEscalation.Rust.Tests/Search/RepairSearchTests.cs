using System.Collections.Concurrent;
using System.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Rust.Tests.Search;

/// <summary>A toy language: the file must read "ok"; every letter that is wrong is one error.</summary>
public sealed class RepairSearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_are_made_one_upon_another_until_it_passes()
    {
        var toy = new Toy("good");
        var result = await new RepairSearch(toy).RunAsync(Of("xxxx"), Of("xxxx"), [Letters("good")], Token);
        Assert.True(result.Passed);
        Assert.Equal("good", Text(result.Sources));
        Assert.Equal(4, result.Applied.Length);
        Assert.Equal(5, result.Compiles);
    }

    [Fact]
    public async Task The_best_is_kept_when_nothing_passes()
    {
        var result = await new RepairSearch(new Toy("good")).RunAsync(Of("xxxx"), Of("xxxx"), [Letters("go??")], Token);
        Assert.False(result.Passed);
        Assert.Equal("goxx", Text(result.Sources));
    }

    [Fact]
    public async Task Nothing_is_compiled_twice()
    {
        var toy = new Toy("good");
        await new RepairSearch(toy).RunAsync(Of("xxxx"), Of("xxxx"), [Letters("g?o?"), Letters("g?o?")], Token);
        Assert.Equal(toy.Compiled.Distinct().Count(), toy.Compiled.Count);
    }

    [Fact]
    public async Task A_promising_way_to_a_source_is_not_blocked_by_a_poor_one_that_waits()
    {
        // "gxxd" waits from the start with a low promise; the way over "gxxx" reaches it at once.
        var both = new Fixed("both", new Candidate("both", "both", [new("f", 0, 1, "g"), new("f", 3, 4, "d")], 0.01));
        var noise = new Fixed("noise", [.. Enumerable.Range(0, 20).Select(i => new Candidate("noise", "n", [new("f", 1, 2, ((char)('A' + i)).ToString())], 0.3))]);
        var toy = new Toy("gxxd");
        var result = await new RepairSearch(toy).RunAsync(Of("xxxx"), Of("xxxx"), [both, noise, Letters("gxxd")], Token);
        Assert.True(result.Passed);
        Assert.Equal(3, result.Compiles);
    }

    [Fact]
    public async Task What_may_compute_something_else_is_an_option_and_no_claim()
    {
        var risky = new Fixed("risky", new Candidate("risky", "all at once", [new("f", 0, 4, "good")], 0.9, RepairEffect.ChangesBehaviour));
        var result = await new RepairSearch(new Toy("good")).RunAsync(Of("xxxx"), Of("xxxx"), [risky], Token);
        Assert.False(result.Passed);
        Assert.Equal("xxxx", Text(result.Sources));
        var option = Assert.Single(result.Options);
        Assert.Equal("good", Text(option.Sources));
        Assert.Equal(RepairEffect.ChangesBehaviour, option.Effect);
    }

    [Fact]
    public async Task A_safe_repair_is_found_behind_a_risky_one_that_promises_more()
    {
        var risky = new Fixed("risky", new Candidate("risky", "all at once", [new("f", 0, 4, "good")], 0.9, RepairEffect.ChangesOrder));
        var result = await new RepairSearch(new Toy("good")).RunAsync(Of("xxxx"), Of("xxxx"), [risky, Letters("good")], Token);
        Assert.True(result.Passed);
        Assert.Equal(RepairEffect.Keeps, result.Effect);
        Assert.Contains("keeps behaviour", result.Promise, StringComparison.Ordinal);
        Assert.Empty(result.Options);
    }

    [Fact]
    public async Task A_risky_repair_is_claimed_where_tests_cover_the_place()
    {
        var risky = new Fixed("risky", new Candidate("risky", "all at once", [new("f", 0, 4, "good")], 0.9, RepairEffect.ChangesOrder));
        var result = await new RepairSearch(new Toy("good"), tested: (_, _) => true).RunAsync(Of("xxxx"), Of("xxxx"), [risky], Token);
        Assert.True(result.Passed);
    }

    [Fact]
    public async Task Nothing_risky_is_left_in_the_best_of_an_attempt_that_failed()
    {
        var risky = new Fixed("risky", new Candidate("risky", "half", [new("f", 0, 2, "go")], 0.9, RepairEffect.ChangesBehaviour));
        var result = await new RepairSearch(new Toy("good")).RunAsync(Of("xxxx"), Of("xxxx"), [risky], Token);
        Assert.Equal("xxxx", Text(result.Sources));
    }

    [Fact]
    public async Task What_did_not_help_is_told_with_the_error_that_was_left()
    {
        var wrong = new Fixed("wrong", new Candidate("wrong", "a wrong letter", [new("f", 0, 1, "?")], 0.9));
        var result = await new RepairSearch(new Toy("good")).RunAsync(Of("gxxx"), Of("gxxx"), [wrong], Token);
        Assert.StartsWith("a wrong letter: ", Assert.Single(result.Tried), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compiles_are_bounded()
    {
        var toy = new Toy("good");
        var noise = new Fixed("noise", [.. Enumerable.Range(0, 26).Select(i => new Candidate("noise", "n", [new("f", 1, 2, ((char)('A' + i)).ToString())], 0.3))]);
        var result = await new RepairSearch(toy, limits: new() { Compiles = 7 }).RunAsync(Of("xxxx"), Of("xxxx"), [noise], Token);
        Assert.Equal((7, 7), (result.Compiles, toy.Compiled.Count));
    }

    [Fact]
    public async Task When_the_time_is_over_the_best_so_far_is_the_result()
    {
        var time = new FakeTimeProvider();
        var toy = new Toy("good") { Before = text => { if (text == "goox") { time.Advance(TimeSpan.FromMinutes(2)); } } };
        var result = await new RepairSearch(toy, time: time).RunAsync(Of("xxxx"), Of("xxxx"), [Letters("good")], Token);
        Assert.Equal("goxx", Text(result.Sources));
    }

    [Fact]
    public async Task Cancellation_is_thrown()
    {
        using var stop = new CancellationTokenSource();
        var toy = new Toy("good") { Before = _ => stop.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new RepairSearch(toy).RunAsync(Of("xxxx"), Of("xxxx"), [Letters("good")], stop.Token).AsTask());
    }

    [Fact]
    public async Task What_the_guard_refuses_is_never_compiled_and_named_with_its_reason()
    {
        var toy = new Toy("good");
        var result = await new RepairSearch(toy, new NoD()).RunAsync(Of("xxxx"), Of("xxxx"), [Letters("good")], Token);
        Assert.Equal("goox", Text(result.Sources));
        Assert.Contains("no d here", Assert.Single(result.Refused), StringComparison.Ordinal);
        Assert.DoesNotContain(toy.Compiled, c => c.Contains('d', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_that_only_trades_one_error_for_another_may_be_a_step_but_not_many()
    {
        // a -> b -> c -> good, with one error each.
        var chain = new Chain(("a", "b"), ("b", "good"));
        Assert.True((await new RepairSearch(new Toy("good", whole: true)).RunAsync(Of("a"), Of("a"), [chain], Token)).Passed);
        var longer = new Chain(("a", "b"), ("b", "c"), ("c", "good"));
        Assert.False((await new RepairSearch(new Toy("good", whole: true)).RunAsync(Of("a"), Of("a"), [longer], Token)).Passed);
    }

    [Fact]
    public async Task Onward_never_goes_back_to_what_was_proposed_before_a_change_helped()
    {
        // "g" helps and leads nowhere further; "whole" would pass from the start, but waits behind it.
        var all = new Fixed("all", new("g", "g", [new("f", 0, 1, "g")], 0.9), new("whole", "whole", [new("f", 0, 4, "good")], 0.1));
        var first = new OnlyAt("xxxx", all);
        Assert.True((await new RepairSearch(new Toy("good")).RunAsync(Of("xxxx"), Of("xxxx"), [first], Token)).Passed);
        var onward = await new RepairSearch(new Toy("good"), limits: new() { Onward = true }).RunAsync(Of("xxxx"), Of("xxxx"), [first], Token);
        Assert.Equal(("gxxx", 2), (Text(onward.Sources), onward.Compiles));
    }

    private sealed class OnlyAt(string text, ICandidates inner) : ICandidates
    {
        public string Id => inner.Id;

        public IEnumerable<Candidate> Propose(RepairState state) => Text(state.Sources) == text ? inner.Propose(state) : [];
    }

    private static RustSources Of(string text) => RustSources.Empty.With("f", text);

    private static string Text(RustSources sources) => Encoding.UTF8.GetString(sources.Files.Single().Value.Span);

    private static Fixed Letters(string text) =>
        new("letters", [.. text.Select((c, i) => new Candidate("letters", $"{i}", [new("f", i, i + 1, c.ToString())], 0.9 - (0.01 * i)))]);

    private sealed class Fixed(string id, params Candidate[] candidates) : ICandidates
    {
        public string Id => id;

        public IEnumerable<Candidate> Propose(RepairState state) => candidates;
    }

    private sealed class Chain(params (string From, string To)[] steps) : ICandidates
    {
        public string Id => "chain";

        public IEnumerable<Candidate> Propose(RepairState state) =>
            steps.Where(s => s.From == Text(state.Sources)).Select(s => new Candidate(Id, s.To, [new("f", 0, s.From.Length, s.To)], 0.9));
    }

    private sealed class NoD : IRepairGuard
    {
        public string? Refuse(RustSources before, RustSources after) => Text(after).Contains('d', StringComparison.Ordinal) ? "no d here" : null;
    }

    private sealed class Toy(string wanted, bool whole = false) : ISourceCheck
    {
        public ConcurrentQueue<string> Compiled { get; } = [];

        public Action<string> Before { get; init; } = _ => { };

        public int Lanes => 1;

        public ValueTask<RustCheck> CheckAsync(RustSources sources, CancellationToken cancellationToken)
        {
            var text = Text(sources);
            Before(text);
            cancellationToken.ThrowIfCancellationRequested();
            Compiled.Enqueue(text);
            var wrong = whole ? (text == wanted ? 0 : 1) : text.Zip(wanted).Count(p => p.First != p.Second);
            return new(wrong == 0
                ? new RustCheck { Kind = RustCheckKind.Passed }
                : new RustCheck { Kind = RustCheckKind.Failed, Rank = RustRank.Of(CompilerPhase.Type, wrong, wrong), Error = text });
        }
    }
}
