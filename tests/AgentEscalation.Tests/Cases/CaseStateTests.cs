using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

public sealed class CaseStateTests
{
    [Fact]
    public void An_event_before_its_turn_is_refused()
    {
        var walk = new CaseWalk();
        var state = walk.State;

        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            var copy = state;
            copy.Apply(new Resumed(walk.Now, "me"), 3);
        });
        Assert.Contains("Events 1 to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_late_result_of_an_abandoned_attempt_is_ignored()
    {
        var walk = new CaseWalk().StartAttempt().Resume().StartAttempt();
        var state = walk.State;

        Assert.False(state.Apply(new AttemptEnded(
            walk.Now, Level.SelfRecovery, 1, Verdict.Verified, default, true, null, null, Usage.None, default, default)));
        Assert.False(state.Verified);
    }

    [Fact]
    public void The_best_attempt_so_far_is_the_one_with_the_lowest_rank()
    {
        var walk = new CaseWalk(failure: Failures.Borrow(5));
        walk.StartAttempt().Append(Ended(walk, 3, "better.rs"));
        walk.StartAttempt().Append(Ended(walk, 3, "equal.rs"));

        Assert.Equal(3, walk.State.BestRank);
        Assert.Equal("better.rs", Assert.Single(walk.State.BestFiles).Path);
    }

    [Fact]
    public void A_case_keeps_the_class_it_opened_with()
    {
        var walk = new CaseWalk().Attempt(Verdict.Failed(Failures.Lifetime()));

        Assert.Equal("borrow-checker", walk.State.Class);
        Assert.Equal("lifetime", walk.State.LastFailure!.Class);
    }

    [Fact]
    public void Guidance_is_that_of_the_level()
    {
        var walk = new CaseWalk().AtLevel2().Answer(Guidance.Of("borrow"));
        Assert.Equal("borrow", walk.State.Guidance!.Text.Value);

        walk.Fail().Escalate();
        Assert.Null(walk.State.Guidance);
    }

    [Fact]
    public void A_chosen_option_becomes_guidance_with_its_steps()
    {
        var step = new GuidanceStep("pattern", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty);
        var walk = new CaseWalk().AtLevel4();
        walk.Append(DecisionCard.Issue(walk.State, [new() { Title = "Own it", Description = "Give Cache the value", Steps = [step] }], walk.Next, walk.Now)).Decide("A");

        Assert.Equal("Give Cache the value", walk.State.Guidance!.Text.Value);
        Assert.Equal(step, Assert.Single(walk.State.Guidance.Steps));
    }

    [Fact]
    public void The_users_words_become_guidance()
    {
        var walk = new CaseWalk().AtLevel4();
        walk.Append(DecisionCard.Issue(walk.State, [], walk.Next, walk.Now)).Decide("retry", "use Rc");

        Assert.Equal("use Rc", walk.State.Guidance!.Text.Value);
    }

    [Fact]
    public void Folding_the_usual_case_allocates_nothing()
    {
        var events = new CaseWalk().AtLevel3().Answer().Attempt(Verdict.Verified).Close().Events.ToArray();
        var policy = TestPolicies.Staffed;
        Run();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            CaseState state = default;
            foreach (var e in events)
            {
                state.Apply(e);
                Ladder.Next(state, policy, e.At);
            }

            Assert.True(state.Status == CaseStatus.Closed);
        }
    }

    private static AttemptEnded Ended(CaseWalk walk, long rank, string path) => new(
        walk.Now, walk.State.Level, walk.State.Attempts, Verdict.Failed(Failures.Borrow(rank)), default, true, null, null, Usage.None, default,
        [new(path, null)]);
}
