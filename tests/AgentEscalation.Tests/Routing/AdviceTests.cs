using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Tests.Routing;

public sealed class AdviceTests
{
    private static readonly Failure Broken = new() { Text = "it broke with password=hunter2hunter2", Class = "broken", Context = "line 3" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_responder_answers_a_report_without_a_case()
    {
        CaseReport? seen = null;
        var router = Router((report, _) =>
        {
            seen = report;
            return new(Guidance.Of("use token=ghp_0123456789abcdefghijABCDEFGHIJ456789"));
        });
        var guidance = await router.AdviseAsync(
            "peer", CaseReport.Asked("planner", Level.PeerConsultation, "the build breaks", Broken, "a clean build", "What now?"), Token);

        Assert.DoesNotContain("ghp_", guidance!.Text.Value, StringComparison.Ordinal);
        Assert.Equal("the build breaks", seen!.Problem);
        Assert.Equal("a clean build", seen.Attempted.Value);
        Assert.Equal("line 3", seen.Context.Value);
        Assert.Equal("What now?", seen.Request);
        Assert.Equal("it broke with password=[redacted]", seen.Error.Value);
        Assert.Equal("the build breaks", Assert.Single(seen.Fields, field => field.Label == "Problem").Text.Value);
    }

    [Fact]
    public async Task Without_a_question_of_its_own_a_report_asks_what_fits_its_level()
    {
        CaseReport? seen = null;
        var router = Router((report, _) =>
        {
            seen = report;
            return new((Guidance?)null);
        });
        Assert.Null(await router.AdviseAsync("peer", CaseReport.Asked("planner", Level.ArchitectureReview, "it is slow", Broken), Token));
        Assert.StartsWith("Which change of the design", seen!.Request, StringComparison.Ordinal);
        Assert.True(seen.Attempted.IsEmpty);
    }

    [Fact]
    public async Task A_name_that_nobody_answers_by_is_refused()
    {
        var router = Router((_, _) => new(Guidance.Of("yes")));
        var refused = await Assert.ThrowsAsync<TaskRefusedException>(
            async () => await router.AdviseAsync("nobody", CaseReport.Asked("planner", Level.PeerConsultation, "p", Broken), Token));
        Assert.Contains("'nobody'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_ends_with_the_levels_time()
    {
        var time = new FakeTimeProvider();
        var router = Router((_, _) => new(new TaskCompletionSource<Guidance?>().Task), time);
        var asking = router.AdviseAsync("peer", CaseReport.Asked("planner", Level.PeerConsultation, "p", Broken), Token).AsTask();
        time.Advance(EscalationPolicy.Default.PeerConsultation.Timeout);
        await Assert.ThrowsAsync<TimeoutException>(() => asking);
    }

    [Fact]
    public async Task Taking_the_question_back_is_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        var router = Router((_, _) => new(new TaskCompletionSource<Guidance?>().Task));
        var asking = router.AdviseAsync("peer", CaseReport.Asked("planner", Level.PeerConsultation, "p", Broken), source.Token).AsTask();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static EscalationRouter Router(Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise, TimeProvider? time = null) =>
        EscalationRouter.Create(o => o.TimeProvider(time ?? TimeProvider.System).Advisers(name => name == "peer" ? new Peer(advise) : null));

    private sealed class Peer(Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise) : IAdviser
    {
        public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken) => advise(report, cancellationToken);
    }
}
