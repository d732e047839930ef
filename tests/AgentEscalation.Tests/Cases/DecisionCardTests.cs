using AgentEscalation.Cases;

namespace AgentEscalation.Tests.Cases;

public sealed class DecisionCardTests
{
    private static readonly DecisionOption Own = new() { Title = "Own it", Consequence = "compiles, 12 of 12 tests pass, changes 3 lines", Verified = true };

    [Fact]
    public void Options_get_letters_and_end_with_retry_and_the_safe_stop()
    {
        var card = Issued(Own, new() { Title = "Share it" });

        Assert.Equal(["A", "B", "retry", "stop"], card.Options.Select(option => option.Key));
        Assert.Equal("stop", card.SafeDefault);
        Assert.Equal("compiles, 12 of 12 tests pass, changes 3 lines", card.Options[0].Consequence);
    }

    [Fact]
    public void It_tells_what_each_level_tried() => Assert.Equal(
        [
            "Level 1, Self-recovery: 2 attempts, the last one failed with borrow-checker E0502",
            "Level 2, Peer consultation: coordinator answered; 1 attempt, the last one failed with borrow-checker E0502",
            "Level 3, Architecture review: architect answered; 1 attempt, the last one failed with borrow-checker E0502",
        ],
        Issued(Own).Levels);

    [Fact]
    public void A_decision_is_good_for_the_card_it_was_made_from()
    {
        var walk = Walk(Own);
        var card = DecisionCard.Of(walk.Events)!;

        foreach (var decision in (Decision[])[card.Choose(" a "), card.Choose("A", "but gently"), card.Retry("use Rc"), card.Stop("anna")])
        {
            Assert.Null(decision.Check(walk.State, walk.Now));
        }

        Assert.Equal("A", card.Choose(" a ").Option);
        Assert.Equal("anna", card.Stop("anna").By);
    }

    [Fact]
    public void An_unknown_option_lists_those_there_are()
    {
        var walk = Walk(Own);
        var fault = DecisionCard.Of(walk.Events)!.Choose("Z").Check(walk.State, walk.Now);

        Assert.Equal(DecisionFaultKind.UnknownOption, fault!.Kind);
        Assert.Equal("'Z' is no option of card 1; there are A, retry, stop.", fault.Message);
    }

    [Fact]
    public void A_decision_counts_once()
    {
        var walk = Walk(Own);
        var decision = DecisionCard.Of(walk.Events)!.Choose("A");
        walk.Decide("A");

        Assert.Equal(DecisionFaultKind.Used, decision.Check(walk.State, walk.Now)!.Kind);

        walk.Fail();
        walk.Append(DecisionCard.Issue(walk.State, [Own], walk.Next, walk.Now));
        Assert.Equal(DecisionFaultKind.Used, decision.Check(walk.State, walk.Now)!.Kind);
    }

    [Fact]
    public void A_decision_on_another_content_of_the_card_does_not_count()
    {
        var walk = Walk(Own);
        var other = DecisionCard.Of(Walk(new DecisionOption { Title = "Own it", Consequence = "deletes a test" }).Events)!;

        Assert.Equal(DecisionFaultKind.OtherCard, other.Choose("A").Check(walk.State, walk.Now)!.Kind);
    }

    [Fact]
    public void A_decision_is_bound_to_its_case_and_its_time()
    {
        var walk = Walk(Own);
        var decision = DecisionCard.Of(walk.Events)!.Choose("A");

        Assert.Equal(DecisionFaultKind.OtherCase, (decision with { CaseId = default }).Check(walk.State, walk.Now)!.Kind);
        Assert.Equal(DecisionFaultKind.NotIssued, (decision with { Number = 2 }).Check(walk.State, walk.Now)!.Kind);
        Assert.Equal(DecisionFaultKind.Expired, decision.Check(walk.State, walk.Now.AddDays(7))!.Kind);
        Assert.Equal(DecisionFaultKind.TooLong, (decision with { Words = new string('x', 16_385) }).Check(walk.State, walk.Now)!.Kind);
        Assert.Equal(DecisionFaultKind.NotIssued, decision.Check(new CaseWalk().State, walk.Now)!.Kind);
    }

    [Fact]
    public void The_digest_changes_with_everything_that_the_user_sees()
    {
        DecisionOption[] different =
        [
            Own, Own with { Title = "own it" }, Own with { Description = "x" }, Own with { Consequence = null }, Own with { Verified = null },
            Own with { Verified = false }, Own with { Steps = [new("pattern", Arguments("a", "b"))] }, Own with { Steps = [new("pattern", Arguments("ab", ""))] },
        ];

        Assert.Distinct(different.Select(option => Issued(option).Digest).Append(Issued(Own, Own).Digest).Append(Issued().Digest));
    }

    [Fact]
    public void More_options_than_letters_are_left_out() =>
        Assert.Equal(28, Issued([.. Enumerable.Repeat(Own, 40)]).Options.Length);

    private static System.Collections.Immutable.ImmutableDictionary<string, string> Arguments(string name, string value) =>
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(name, value);

    private static DecisionCard Issued(params DecisionOption[] options) => DecisionCard.Of(Walk(options).Events)!;

    private static CaseWalk Walk(params DecisionOption[] options)
    {
        var walk = new CaseWalk().AtLevel4();
        return walk.Append(DecisionCard.Issue(walk.State, [.. options], walk.Next, walk.Now));
    }
}
