using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Scorecards;
using AgentEscalation.Tests.Cases;

namespace AgentEscalation.Tests.Scorecards;

public sealed class ScorecardTests
{
    private static readonly CaseScore AtLevel1 = CaseScoreTests.Score(new CaseWalk().Attempt(Verdict.Verified, TimeSpan.FromSeconds(2), usage: new(100, 20, 1, 0.5m)).Close());
    private static readonly CaseScore AtLevel2 = CaseScoreTests.Score(new CaseWalk().AtLevel2().Answer().Attempt(Verdict.Verified).Close());
    private static readonly CaseScore Jumped = CaseScoreTests.Score(
        new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), trigger: "complex-ownership-design").Escalate().Answer().Attempt(Verdict.Verified).Close());

    private static readonly CaseScore Stopped = CaseScoreTests.Score(new CaseWalk().AtLevel4().IssueCard().Decide("stop").Close());
    private static readonly CaseScore Waiting = CaseScoreTests.Score(new CaseWalk().AtLevel4().IssueCard());
    private static readonly CaseScore Cancelled = Cancel(new CaseWalk().AtLevel2());

    [Fact]
    public void Each_level_is_measured_over_what_left_it()
    {
        var total = Scorecard.Of([AtLevel1, AtLevel1, AtLevel2, Jumped, Stopped, Waiting, Cancelled]).Total;

        Assert.Equal([(5, 2), (2, 1), (2, 1), (2, 0)], total.Levels.Select(level => ((int)level.Entered, (int)level.Resolved)));
        Assert.Equal(0.4, total.Levels[0].Rate.Rate);
        Assert.Equal((4, 1, 1, 1, 0), (total.Resolved, total.Unresolved, total.Open, total.Cancelled, total.Unverifiable));
    }

    [Fact]
    public void Arrivals_at_level_4_are_over_all_tasks_that_ended_or_arrived()
    {
        var total = Scorecard.Of([AtLevel1, Stopped, Waiting, Cancelled], new Dictionary<string, long> { ["rust-pro"] = 97 }).Total;

        Assert.Equal((100, 2, 100), (total.Tasks, total.Levels[3].Entered, total.Levels[3].Rate.N));
        Assert.Equal(0.02, total.Levels[3].Rate.Rate);
    }

    [Fact]
    public void A_class_has_no_tasks_without_an_error_and_no_target_at_level_4()
    {
        var card = Scorecard.Of([AtLevel1, Stopped], new Dictionary<string, long> { ["rust-pro"] = 98 });
        var group = Assert.Single(card.Classes);

        Assert.Equal(("borrow-checker", 2L), (group.Name, group.Tasks));
        Assert.Equal(TargetVerdictKind.NoTarget, group.Levels[3].Verdict.Kind);
        Assert.Equal(TargetVerdictKind.NotEnoughData, group.Levels[0].Verdict.Kind);
    }

    [Fact]
    public void Agents_are_told_apart()
    {
        var card = Scorecard.Of([AtLevel1, AtLevel1 with { Agent = "sql-pro" }], new Dictionary<string, long> { ["a-pro"] = 1 });

        Assert.Equal(["a-pro", "rust-pro", "sql-pro"], card.Agents.Select(agent => agent.Name));
        Assert.Equal([1, 1, 1], card.Agents.Select(agent => agent.Tasks));
    }

    [Fact]
    public void Failed_cases_are_paid_for_by_the_resolved_ones()
    {
        var expensive = Stopped with { Usage = new(1000, 0, 5, 2m), Elapsed = TimeSpan.FromSeconds(8) };
        var total = Scorecard.Of([AtLevel1, expensive, AtLevel2]).Total;

        Assert.Equal((560, 1.25m, TimeSpan.FromSeconds(5)), (total.TokensPerResolution, total.MoneyPerResolution, total.TimePerResolution));
        Assert.Null(Scorecard.Of([Stopped]).Total.MoneyPerResolution);
    }

    [Fact]
    public void A_level_pays_for_all_that_was_tried_there()
    {
        var failed = CaseScoreTests.Score(new CaseWalk().Attempt(Verdict.Failed(Failures.Borrow()), usage: new(40, 0, 3, 1m)).Fail().Escalate().Answer().Attempt(Verdict.Verified, usage: new(7, 0, 1, 0.25m)).Close());
        var levels = Scorecard.Merge(Scorecard.Of([AtLevel1]), Scorecard.Of([failed])).Total.Levels;

        Assert.Equal((160L, 4L, 1.5m), (levels[0].Tokens, levels[0].Calls, levels[0].Money));
        Assert.Equal((160.0, 1.5m), (levels[0].TokensPerResolution, levels[0].MoneyPerResolution));
        Assert.Equal((7L, 1L, 0.25m, 0.25m), (levels[1].Tokens, levels[1].Calls, levels[1].Money, levels[1].MoneyPerResolution));
        Assert.Equal((0L, null), (levels[2].Tokens, levels[2].MoneyPerResolution));
        Assert.Contains(
            "  level 1 used 4 model calls, 160 tokens, 1.5 money; 160 tokens, 1.5 money for each case resolved there\n  level 2 used 1 model calls",
            Scorecard.Of([AtLevel1, failed]).ToText(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_claim_gap_is_what_was_claimed_and_not_verified()
    {
        var total = Scorecard.Of([AtLevel1, AtLevel2]).Total;

        Assert.Equal((0.5, 4), (total.ClaimGap.Rate, total.ClaimGap.N));
    }

    [Fact]
    public void Cases_under_different_targets_are_held_against_none()
    {
        var other = TestPolicies.Staffed with { SelfRecovery = TestPolicies.Staffed.SelfRecovery with { Target = new(TargetKind.ResolvedAtLevel, 60) } };
        var total = Scorecard.Of([AtLevel1, AtLevel1 with { Policy = other }]).Total;

        Assert.Null(total.Levels[0].Target);
        Assert.NotNull(total.Levels[1].Target);
    }

    [Fact]
    public void Scorecards_add_up()
    {
        var merged = Scorecard.Merge(Scorecard.Of([AtLevel1, Waiting]), Scorecard.Of([AtLevel2], new Dictionary<string, long> { ["rust-pro"] = 3 }));

        Assert.Equal(Scorecard.Of([AtLevel1, AtLevel2, Waiting], new Dictionary<string, long> { ["rust-pro"] = 3 }).ToText(), merged.ToText());
        Assert.Equal(0, Scorecard.Empty.Total.Tasks);
    }

    [Fact]
    public void A_recorder_counts_what_a_scorecard_over_the_cases_does()
    {
        var recorder = new ScorecardRecorder();
        recorder.TaskCompleted("rust-pro");
        foreach (var walk in (CaseWalk[])[new CaseWalk().Attempt(Verdict.Verified).Close(), new CaseWalk().AtLevel4().IssueCard().Decide("stop").Close(), new CaseWalk().AtLevel4()])
        {
            recorder.CaseOpened(walk.State);
            if (walk.State.Level == Level.UserDecision)
            {
                recorder.CaseArrived(walk.State);
            }

            if (walk.State.Status == CaseStatus.Closed)
            {
                recorder.CaseClosed(CaseScoreTests.Score(walk));
            }
        }

        var total = recorder.ToScorecard().Total;
        Assert.Equal((4, 2, 1, 1), (total.Tasks, total.Levels[3].Entered, total.Open, total.Completed));
        Assert.Equal((2, 1), (total.Levels[0].Entered, total.Levels[0].Resolved));
    }

    [Fact]
    public void Recording_a_case_allocates_nothing_once_its_class_is_known()
    {
        var recorder = new ScorecardRecorder();
        var walk = new CaseWalk().AtLevel3().Answer().Attempt(Verdict.Verified).Close();
        var events = walk.Events.ToArray();
        Record();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Record();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Record()
        {
            recorder.TaskCompleted("rust-pro");
            recorder.CaseOpened(walk.State);
            recorder.CaseClosed(CaseScore.Of(events.AsSpan()));
        }
    }

    [Fact]
    public void A_recorder_is_safe_for_many_threads()
    {
        var recorder = new ScorecardRecorder();
        var walk = new CaseWalk().Attempt(Verdict.Verified).Close();
        Parallel.For(0, 1000, i =>
        {
            recorder.TaskCompleted(i % 2 == 0 ? "a" : "b");
            recorder.CaseOpened(walk.State);
            recorder.CaseClosed(AtLevel1);
        });

        var total = recorder.ToScorecard().Total;
        Assert.Equal((1000, 1000, 0), (total.Completed, total.Resolved, total.Open));
    }

    [Fact]
    public void Classes_without_end_are_not_told_apart_for_ever()
    {
        var recorder = new ScorecardRecorder();
        for (var i = 0; i < ScorecardRecorder.MaxCells + 100; i++)
        {
            var score = AtLevel1 with { Class = $"class-{i}" };
            recorder.CaseClosed(score);
        }

        Assert.InRange(recorder.ToScorecard().Classes.Length, 1, ScorecardRecorder.MaxCells + 1);
        Assert.Equal(ScorecardRecorder.MaxCells + 100, recorder.ToScorecard().Total.Resolved);
    }

    [Fact]
    public void It_begins_with_what_was_counted() => Assert.StartsWith(
        "all agents: 5 cases ended, 4 resolved, 1 unresolved; 95 tasks without an error; beside: 1 open, 1 cancelled, 0 unverifiable\n",
        Text(),
        StringComparison.Ordinal);

    [Fact]
    public void Its_columns_stand_under_one_another()
    {
        var rows = Text().Split('\n').Skip(1).Take(5).ToArray();
        var verdict = rows[0].IndexOf("verdict", StringComparison.Ordinal);

        Assert.All(rows, row => Assert.True(row[verdict - 1] == ' ' && row[verdict] != ' ', row));
        Assert.Matches(@"^  1 Self-recovery +70 % +40\.0 % +11\.8 % to 76\.9 % +2/5 cases  not enough data \(4 more at today's rate\)$", rows[1]);
        Assert.Matches(@"^  4 User decision +< 2 % of tasks +2\.0 % +0\.5 % to 6\.9 % +2/101 tasks  not enough data", rows[4]);
    }

    [Fact]
    public void It_reads_as_json()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Scorecard.Of([AtLevel1, Stopped]).WriteJson(writer);
        }

        using var json = JsonDocument.Parse(stream.ToArray());
        var level = json.RootElement.GetProperty("total").GetProperty("levels")[0];
        Assert.Equal((1, 2, 1), (level.GetProperty("level").GetInt32(), level.GetProperty("entered").GetInt32(), level.GetProperty("resolved").GetInt32()));
        Assert.Equal(0.5, level.GetProperty("rate").GetProperty("value").GetDouble());
        Assert.Equal("resolvedAtLevel", level.GetProperty("target").GetProperty("kind").GetString());
        Assert.Equal("notEnoughData", level.GetProperty("verdict").GetString());
        Assert.Equal((120, 1, 0.5m), (level.GetProperty("tokens").GetInt64(), level.GetProperty("calls").GetInt64(), level.GetProperty("money").GetDecimal()));
        Assert.Equal(0.5m, level.GetProperty("perResolution").GetProperty("money").GetDecimal());
        Assert.Equal("borrow-checker", json.RootElement.GetProperty("classes")[0].GetProperty("name").GetString());
    }

    private static string Text() =>
        Scorecard.Of([AtLevel1, AtLevel1, AtLevel2, Jumped, Stopped, Waiting, Cancelled], new Dictionary<string, long> { ["rust-pro"] = 95 }).ToText();

    private static CaseScore Cancel(CaseWalk walk) =>
        CaseScoreTests.Score(walk.Append(new CaseClosed(walk.Now, Outcome.Cancelled(walk.State.Level))));
}
