using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using CsCheck;

namespace AgentEscalation.Tests.Cases;

/// <summary>A random case: a random policy, and a host that does what the ladder says while everything that can happen, happens.</summary>
internal sealed class Wander
{
    private static readonly Failure[] Found =
    [
        Failures.Borrow(3), Failures.Borrow(2), Failures.Lifetime(), Failures.Borrow(1) with { RetryIsPointless = true }, Failures.Borrow(0) with { Class = null, Code = null },
    ];

    private static readonly string?[] Triggers = [null, null, null, null, null, null, "complex-ownership-design", "nonsense"];
    private static readonly Level?[] Higher = [null, null, null, null, null, null, Level.SelfRecovery, Level.PeerConsultation, Level.ArchitectureReview, Level.UserDecision];
    private static readonly DecisionOption[] Offered = [new() { Title = "own it", Steps = [] }, new() { Title = "share it" }];

    private readonly EscalationPolicy _policy;
    private ulong _seed;
    private CaseState _state;
    private DateTimeOffset _now = CaseWalk.Start;

    private Wander(EscalationPolicy policy, ulong seed)
    {
        _policy = policy;
        _seed = seed;
        Append(new CaseOpened(
            _now, new(new Guid((int)seed, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "rust-pro", "task", policy, Pick(Found),
            Pick<TimeSpan?>(null, TimeSpan.FromMinutes(20), TimeSpan.FromHours(2)) is { } time ? _now + time : null,
            Pick(TimeSpan.Zero, TimeSpan.FromMinutes(1)), Pick(null, "key"), Pick(null, "/home/me/crate")));
    }

    public static Gen<Wander> Any { get; } =
        from attempts in Gen.Int[1, 3].Array[3]
        from responders in Gen.Int[0, 3].Array[2]
        from cards in Gen.Int[1, 3]
        from budget in Gen.Bool
        from expiry in Gen.Bool
        from seed in Gen.ULong
        select new Wander(PolicyOf(attempts, responders, cards, budget, expiry), seed).Run();

    public EscalationPolicy Policy => _policy;

    public List<CaseEvent> Events { get; } = [];

    /// <summary>The time at which the ladder was asked after each event.</summary>
    public List<DateTimeOffset> Asked { get; } = [];

    public CaseEvent[] All => [.. Events];

    public int Choice(int below) => Choose(below);

    public override string ToString() => string.Join('\n', Events.Select(CaseJson.WriteLine));

    private static EscalationPolicy PolicyOf(int[] attempts, int[] responders, int cards, bool budget, bool expiry)
    {
        var policy = TestPolicies.Staffed;
        return policy with
        {
            SelfRecovery = policy.SelfRecovery with { Attempts = attempts[0] },
            PeerConsultation = policy.PeerConsultation with
            {
                Attempts = attempts[1],
                To = [.. Enumerable.Range(0, responders[0]).Select(i => $"coordinator-{i}")],
            },
            ArchitectureReview = policy.ArchitectureReview with
            {
                Attempts = attempts[2],
                To = [.. Enumerable.Range(0, responders[1]).Select(i => $"architect-{i}")],
            },
            UserDecision = policy.UserDecision with { Cards = cards, OnExpiry = expiry ? OnExpiry.Default : OnExpiry.Unresolved },
            Envelope = budget ? new() { Tokens = 1000 } : Envelope.Unlimited,
        };
    }

    private Wander Run()
    {
        while (_state.Status != CaseStatus.Closed && Events.Count < 200)
        {
            Asked.Add(_now);
            Do(Ladder.Next(_state, _policy, _now));
            _now += Pick(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(11));
        }

        return this;
    }

    private void Do(in LadderStep step)
    {
        if (Chance(40))
        {
            Append(new CaseClosed(_now, Outcome.Cancelled(_state.Level)));
            return;
        }

        switch (step.Kind)
        {
            case LadderStepKind.Attempt or LadderStepKind.Verify:
                Append(new AttemptStarted(_now, step.Level, step.Number));
                Interruptible(() => EndAttempt());
                break;
            case LadderStepKind.Consult:
                var responder = step.Responder!;
                Append(new ConsultStarted(_now, step.Level, step.Number, responder));
                Interruptible(() => EndConsult(responder));
                break;
            case LadderStepKind.Escalate:
                Append(new Escalated(_now, _state.Level, step.Level, step.Cause, step.Detail));
                break;
            case LadderStepKind.AwaitDecision when _state.Status == CaseStatus.Open:
                Append(DecisionCard.Issue(_state, [.. Offered], step, _now));
                break;
            case LadderStepKind.AwaitDecision:
                _now += TimeSpan.FromHours(Pick(0, 5, 24 * 8));
                Append(Chance(6)
                    ? new CardExpired(_now, step.Number)
                    : new DecisionTaken(_now, step.Number, Pick("A", "B", "retry", "retry", "retry", "stop"), Pick(null, "use Rc"), "me"));
                break;
            default:
                Append(new CaseClosed(_now, step.Outcome));
                break;
        }
    }

    private void Interruptible(Action end)
    {
        if (Chance(12))
        {
            Append(new Resumed(_now, "next host"));
        }
        else
        {
            end();
        }
    }

    private void EndAttempt()
    {
        var elapsed = Elapsed();
        var verdict = Chance(10) ? Verdict.Verified : Chance(10) ? Verdict.Unverifiable("no cargo") : Verdict.Failed(Pick(Found));
        Append(new AttemptEnded(
            _now, _state.Level, _state.Attempts, verdict, new((ulong)Pick(0, 0, 1, 2, 3)), Chance(2), Pick(Higher), Pick(Triggers), Used(),
            elapsed, Chance(3) ? [new("src/lib.rs", new byte[] { 1, 2, 3 }), new("old.rs", null)] : default));
    }

    private void EndConsult(string responder)
    {
        var elapsed = Elapsed();
        var guidance = Chance(5)
            ? null
            : new Guidance { Text = "clone it", HigherUp = Pick(Higher), Trigger = Pick(Triggers), Usage = Used(), Options = Chance(4) ? [.. Offered] : [] };
        Append(new ConsultEnded(
            _now, _state.Level, _state.Consults + 1, responder, guidance, guidance is null ? "timed out" : null, elapsed));
    }

    private TimeSpan Elapsed()
    {
        var left = _policy[_state.Level].Timeout - _state.Used;
        left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
        var elapsed = Pick(TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(20), left / 2, left, left + TimeSpan.FromTicks(1));
        _now += elapsed;
        return elapsed;
    }

    private Usage Used() => Pick(Usage.None, Usage.None, Usage.None, new(10, 20, 1, 0.01m), new(600, 0, 1));

    private void Append(CaseEvent e)
    {
        if (!_state.Apply(e))
        {
            Assert.Fail($"the ladder asked for it and the fold refused it: {CaseJson.WriteLine(e)}");
        }

        Events.Add(e);
    }

    private bool Chance(int oneIn) => Choose(oneIn) == 0;

    private T Pick<T>(params T[] items) => items[Choose(items.Length)];

    private int Choose(int below)
    {
        _seed += 0x9E3779B97F4A7C15;
        var bits = (_seed ^ (_seed >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (int)((bits >> 33) % (uint)below);
    }
}
