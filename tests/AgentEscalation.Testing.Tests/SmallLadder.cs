using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Testing.Tests;

/// <summary>A ladder whose attempts fail so many times before one passes, with a peer and an architect.</summary>
internal sealed class SmallLadder(int failures)
{
    private int _attempts;

    public static EscalationPolicy Policy { get; } = EscalationPolicy.Default with
    {
        PeerConsultation = EscalationPolicy.Default.PeerConsultation with { To = ["peer"] },
        ArchitectureReview = EscalationPolicy.Default.ArchitectureReview with { To = ["architect"], Triggers = [new("design", "The design is at fault")] },
    };

    public string Error { get; init; } = "error[E0502]: cannot borrow";

    public Func<CaseReport, Guidance?> Peer { get; init; } = _ => Guidance.Of("take the index out first");

    public EscalationRouter Router(Action<RouterBuilder>? more = null) => EscalationRouter.Create(o =>
    {
        o.Policy(Policy).Adviser("peer", new Answering(report => Peer(report))).Adviser("architect", new Answering(_ => Guidance.Of("own the data")));
        more?.Invoke(o);
    });

    public ValueTask<RunResult<int>> RunAsync(EscalationRouter router) => router.RunAsync(
        "make it compile",
        (_, _) => new ValueTask<int>(++_attempts),
        (n, _) => new(n > failures ? Verdict.Verified : Verdict.Failed(Error, "borrow-checker")),
        TestContext.Current.CancellationToken);

    public ValueTask<RunResult<int>> RunAsync() => RunAsync(Router());

    private sealed class Answering(Func<CaseReport, Guidance?> answer) : IAdviser
    {
        public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken) => new(answer(report));
    }
}
