using AgentEscalation.Benchmarks.Peers;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Benchmarks;

/// <summary>The same work on the ladder: the error is there, level 1 fails twice, level 2 once, level 3 succeeds. Both advisers read the
/// report; scorecard, events and meters are on, nobody listens.</summary>
internal sealed class LadderJob
{
    private static readonly Failure Known = new() { Text = FailingJob.Wrong, Class = "borrow-checker", Code = "E0502" };
    private static readonly Verdict WrongAnswer = Verdict.Failed(Known);
    private static readonly Guidance Advice = Guidance.Of("take the index out before the loop");

    private readonly FailingJob _job;
    private readonly EscalationRouter _router;
    private readonly AgentTask _failed = AgentTask.Failed("default", "make the cache compile", Known);
    private readonly Func<Attempt, CancellationToken, ValueTask<string>> _work;
    private readonly Func<string, CancellationToken, ValueTask<Verdict>> _verify;

    public LadderJob(FailingJob job)
    {
        _job = job;
        _router = EscalationRouter.Create(static o => o.Policy(EscalationPolicy.Default)
            .Adviser(Level.PeerConsultation, static (report, _) => Advise(report))
            .Adviser(Level.ArchitectureReview, static (report, _) => Advise(report)));
        _work = (_, token) => _job.CallAsync(token);
        _verify = static (answer, _) => new(FailingJob.IsRight(answer) ? Verdict.Verified : WrongAnswer);
    }

    /// <summary>The whole climb.</summary>
    public ValueTask<RunResult<string>> ClimbAsync() => _router.RunAsync(_failed, _work, _verify);

    /// <summary>A task that meets no error.</summary>
    public ValueTask<RunResult<string>> CompleteAsync() =>
        _router.RunAsync<string>("answer", static (_, _) => new(FailingJob.Right), static (_, _) => new(Verdict.Verified));

    /// <summary>The same two delegates without the ladder.</summary>
    public static async ValueTask<string?> BareAsync()
    {
        Func<CancellationToken, ValueTask<string>> work = static _ => new(FailingJob.Right);
        Func<string, CancellationToken, ValueTask<Verdict>> verify = static (_, _) => new(Verdict.Verified);
        var answer = await work(default).ConfigureAwait(false);
        return (await verify(answer, default).ConfigureAwait(false)).IsVerified ? answer : null;
    }

    private static ValueTask<Guidance?> Advise(CaseReport report) => new(!report.Error.IsEmpty ? Advice : null);
}
