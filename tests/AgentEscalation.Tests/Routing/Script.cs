using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Tests.Routing;

/// <summary>Work and verdicts by script: the n-th work gives "value n", the n-th verification the n-th verdict, the last one from then on.</summary>
internal sealed class Script(params Verdict[] verdicts)
{
    public static readonly Guidance Advice = Guidance.Of("borrow it for a shorter time");

    public List<Attempt> Attempts { get; } = [];

    public List<(Level Level, int Number, Failure? Last, Guidance? Guidance)> Seen { get; } = [];

    public int Works { get; private set; }

    public int Verifications { get; private set; }

    public WatchedTime Time { get; } = new();

    /// <summary>A policy with the default levels and a responder at level 2 and 3.</summary>
    public static EscalationPolicy Policy { get; } = EscalationPolicy.Default with
    {
        PeerConsultation = EscalationPolicy.Default.PeerConsultation with { To = ["peer"] },
        ArchitectureReview = EscalationPolicy.Default.ArchitectureReview with { To = ["architect"] },
    };

    /// <summary>Fails below the user: 5 verdicts with the default policy. What comes after them is the user's.</summary>
    public static Script FailingThen(params Verdict[] after) => new([.. Enumerable.Repeat(Bad(), 5), .. after]);

    public static AgentTask Task => AgentTask.Work("worker", "make it right");

    public static Verdict Bad(string text = "it does not compile", string errorClass = "borrow-checker") => Verdict.Failed(text, errorClass);

    public ValueTask<string> Work(Attempt attempt, CancellationToken token)
    {
        Attempts.Add(attempt);
        Seen.Add((attempt.Level, attempt.Number, attempt.Last, attempt.Guidance));
        return new($"value {++Works}");
    }

    public ValueTask<Verdict> Verify(string value, CancellationToken token) =>
        new(verdicts[Math.Min(Verifications++, verdicts.Length - 1)]);

    public EscalationRouter Router(Action<RouterBuilder>? more = null) => EscalationRouter.Create(builder =>
    {
        builder.Policy(Policy).TimeProvider(Time)
            .Adviser("peer", new Adviser(_ => Advice)).Adviser("architect", new Adviser(_ => Advice));
        more?.Invoke(builder);
    });

    public ValueTask<RunResult<string>> RunAsync(Action<RouterBuilder>? more = null, AgentTask? task = null, CancellationToken token = default) =>
        Router(more).RunAsync(task ?? Task, Work, Verify, token);
}

/// <summary>A clock that says when somebody begins to wait for an abandoned call.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    public Gate Grace { get; } = new();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Climb.Grace)
        {
            Grace.Open();
        }

        return timer;
    }
}

/// <summary>An adviser by function.</summary>
internal sealed class Adviser(Func<CaseReport, CancellationToken, ValueTask<Guidance?>> answer) : IAdviser
{
    public Adviser(Func<CaseReport, Guidance?> answer)
        : this((report, _) => new(answer(report)))
    {
    }

    public int Asked { get; private set; }

    public ValueTask<Guidance?> AdviseAsync(CaseReport report, CancellationToken cancellationToken)
    {
        Asked++;
        return answer(report, cancellationToken);
    }
}
