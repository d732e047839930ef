using AgentEscalation.Benchmarks.Peers;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Benchmarks;

/// <summary>Four calls of a chat client on the ladder: the first work fails, level 1 fails twice, and what level 2 advises succeeds.</summary>
internal sealed class ChatJob
{
    private static readonly Verdict WrongAnswer = Verdict.Failed(new Failure { Text = FailingJob.Wrong, Class = "borrow-checker", Code = "E0502" });
    private static readonly Guidance Advice = Guidance.Of("take the index out before the loop");

    private readonly EscalationRouter _router = EscalationRouter.Create(static o => o.Policy(EscalationPolicy.Default)
        .Adviser(Level.PeerConsultation, static (report, _) => new(!report.Error.IsEmpty ? Advice : null)));

    private readonly Func<Attempt, CancellationToken, ValueTask<string>> _work;
    private readonly Func<string, CancellationToken, ValueTask<Verdict>> _verify;

    public ChatJob(IChatClient client)
    {
        _work = (_, token) => ChatLoop.AskAsync(client, token);
        _verify = static (answer, _) => new(FailingJob.IsRight(answer) ? Verdict.Verified : WrongAnswer);
    }

    public ValueTask<RunResult<string>> ClimbAsync() => _router.RunAsync("make the cache compile", _work, _verify);
}
