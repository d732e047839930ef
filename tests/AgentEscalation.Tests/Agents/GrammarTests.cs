using AgentEscalation.Agents.Reading;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Agents;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("max 2 attempts", 2, null)]
    [InlineData("2 attempts max", 2, null)]
    [InlineData("max. 4 tries", 4, null)]
    [InlineData("up to 3 times", 3, null)]
    [InlineData("1 attempt", 1, null)]
    [InlineData("attempts: 7", 7, null)]
    [InlineData("no more than 3 attempts", 3, null)]
    [InlineData("5 min timeout", null, 300)]
    [InlineData("90 s", null, 90)]
    [InlineData("90s timeout", null, 90)]
    [InlineData("1 hour", null, 3600)]
    [InlineData("1h 30m", null, 5400)]
    [InlineData("1h30m", null, 5400)]
    [InlineData("1 hour and 30 minutes", null, 5400)]
    [InlineData("1.5 hours", null, 5400)]
    [InlineData("5-minute timeout", null, 300)]
    [InlineData("timeout: 45 seconds", null, 45)]
    [InlineData("within 2 days", null, 172800)]
    [InlineData("~5 min", null, 300)]
    [InlineData("less than 10 minutes", null, 600)]
    [InlineData("3 tries within 90 s", 3, 90)]
    [InlineData("max 2 attempts and 5 min timeout", 2, 300)]
    public void Limits_in_usual_words_are_understood(string phrase, int? attempts, int? seconds)
    {
        var limits = LimitGrammar.Read(Words(phrase));
        Assert.NotNull(limits);
        Assert.Equal((attempts, seconds, false), (limits.Value.Attempts, limits.Value.Seconds, limits.Value.AreRetries));
    }

    [Theory]
    [InlineData("2 retries")]
    [InlineData("max 2 retries")]
    [InlineData("retry up to 2 times")]
    [InlineData("retries: 2")]
    public void Retries_are_told_from_tries(string phrase)
    {
        var limits = LimitGrammar.Read(Words(phrase))!.Value;
        Assert.Equal((2, true), (limits.Attempts, limits.AreRetries));
    }

    [Theory]
    [InlineData("2-3 attempts")]
    [InlineData("2 to 3 attempts")]
    [InlineData("2 or 3 attempts")]
    [InlineData("two attempts")]
    [InlineData("at least 2 attempts")]
    [InlineData("more than 2 attempts")]
    [InlineData("less than 2 attempts")]
    [InlineData("2.5 attempts")]
    [InlineData("unlimited attempts")]
    [InlineData("a few attempts")]
    [InlineData("ten minutes")]
    [InlineData("5-10 min")]
    [InlineData("5 to 10 minutes")]
    [InlineData("5:00 timeout")]
    [InlineData("half an hour")]
    [InlineData("5 min per attempt")]
    [InlineData("5 minutes each")]
    [InlineData("1 min 2 hours")]
    [InlineData("wait 5 min")]
    public void What_looks_like_a_limit_and_does_not_match_as_a_whole_gives_nothing(string phrase)
    {
        Assert.Null(LimitGrammar.Read(Words(phrase)));
        Assert.True(LimitGrammar.LooksLikeLimit(Words(phrase)));
    }

    [Theory]
    [InlineData("Node 20")]
    [InlineData("see section 3")]
    [InlineData("3 options")]
    [InlineData("the usual way")]
    public void Other_numbers_are_no_limits(string phrase) => Assert.False(LimitGrammar.LooksLikeLimit(Words(phrase)));

    [Theory]
    [InlineData("70% of errors resolve at Level 2", TargetKind.ResolvedAtLevel, 70)]
    [InlineData("65 % of all errors are resolved here", TargetKind.ResolvedAtLevel, 65)]
    [InlineData("at least 70 percent of design issues resolve at Level 2.", TargetKind.ResolvedAtLevel, 70)]
    [InlineData("80% of remaining issues", TargetKind.ResolvedOfRemaining, 80)]
    [InlineData("~90 % of what remains", TargetKind.ResolvedOfRemaining, 90)]
    [InlineData("80% (of remaining errors)", TargetKind.ResolvedOfRemaining, 80)]
    [InlineData("<2% of tasks reach here", TargetKind.ArrivalsBelow, 2)]
    [InlineData("< 5 % of tasks reach here", TargetKind.ArrivalsBelow, 5)]
    [InlineData("≤ 0.5% of tasks", TargetKind.ArrivalsBelow, 0.5)]
    [InlineData("less than 5% of tasks reach this level", TargetKind.ArrivalsBelow, 5)]
    [InlineData("under 5 % of reviews reach here", TargetKind.ArrivalsBelow, 5)]
    [InlineData("at most 5 per cent of tasks come here", TargetKind.ArrivalsBelow, 5)]
    [InlineData("<2% reach this level", TargetKind.ArrivalsBelow, 2)]
    [InlineData("less than 5 % of all tasks ever reach a person", TargetKind.ArrivalsBelow, 5)]
    [InlineData("80%", null, 80)]
    [InlineData("~70 % success rate", null, 70)]
    public void Targets_in_usual_words_are_understood(string phrase, TargetKind? kind, double percent)
    {
        var target = TargetGrammar.Read(Words(phrase), 2);
        Assert.Equal((kind, percent), (target?.Kind, target?.Percent));
    }

    [Theory]
    [InlineData("60-70% of errors")]
    [InlineData("60 to 70% of errors")]
    [InlineData("seventy percent")]
    [InlineData("70")]
    [InlineData("0.7 of errors")]
    [InlineData("70% of errors resolve at Level 3")]
    [InlineData("<70% of errors resolve at Level 2")]
    [InlineData("most errors")]
    [InlineData("70% today, 80% tomorrow")]
    [InlineData("")]
    public void A_target_that_does_not_match_as_a_whole_gives_nothing(string phrase) => Assert.Null(TargetGrammar.Read(Words(phrase), 2));

    [Theory]
    [InlineData("@a, @b or @c", "Mention:a Mention:b Mention:c")]
    [InlineData("@a-b or wise owl", "Mention:a-b Role:wise owl")]
    [InlineData("`@a` and **@b**.", "Mention:a Mention:b")]
    [InlineData("@a (preferred), then @b", "Mention:a Mention:b")]
    [InlineData("@a / @b", "Mention:a Mention:b")]
    [InlineData("the @a for design questions or @b for speed", "Mention:a Mention:b")]
    [InlineData("your department coordinator", "Role:department coordinator")]
    [InlineData("code-reviewer", "Bare:code-reviewer")]
    [InlineData("Claude + User with options, and mockups", "User:user")]
    [InlineData("the user", "User:user")]
    [InlineData("@user", "User:user")]
    [InlineData("a human", "User:user")]
    [InlineData("[Whoever is there]", "")]
    public void Addressees_are_alternatives_in_order(string phrase, string expected)
    {
        var found = AddresseeGrammar.Read(new TextPiece(phrase, 0, phrase.Length), new SourceText(phrase), []);
        Assert.Equal(expected, string.Join(' ', found.Select(a => $"{a.Kind}:{a.Text}")));
    }

    private static List<Word> Words(string phrase) => WordScanner.Scan(new TextPiece(phrase, 0, phrase.Length));
}
