using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Testing.Conformance;

/// <summary>Events as a router makes them, in the batches in which it appends them. The same number gives the same case.</summary>
internal static class SampleCase
{
    private static readonly EscalationPolicy Policy = EscalationPolicy.Default with
    {
        PeerConsultation = EscalationPolicy.Default.PeerConsultation with { To = ["backend-coordinator"] },
    };

    public static DateTimeOffset Now { get; } = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static CaseId Id(int n) => new(new Guid(n, 1, 2, [3, 4, 5, 6, 7, 8, 9, 10]));

    public static CaseOpened Opened(int n) => new(
        Now, Id(n), $"agent-{n % 3}", $"task {n}", Policy, new Failure { Text = "error[E0502]: cannot borrow", Class = "borrow-checker", Code = "E0502", Rank = 7 },
        Now.AddHours(1), TimeSpan.FromSeconds(2.5), $"key-{n}", "/srv/crate");

    public static AttemptEnded Found(string text) => Ended(Level.SelfRecovery, 1, Verdict.Failed(new Failure { Text = text, Rank = 7 }));

    public static CaseEvent[] Decided(string by) => [new DecisionTaken(Now.AddDays(1), 1, DecisionOption.RetryKey, "own the value", by)];

    /// <summary>From the opening to the card.</summary>
    public static IEnumerable<CaseEvent[]> ToTheCard(int n) =>
    [
        [Opened(n), new AttemptStarted(Now, Level.SelfRecovery, 1)],
        [Found("still the same"), new Escalated(Now, Level.SelfRecovery, Level.PeerConsultation, EscalationCause.NoProgress, null),
            new ConsultStarted(Now, Level.PeerConsultation, 1, "backend-coordinator")],
        [new Resumed(Now.AddMinutes(1), "host/2"), new ConsultStarted(Now.AddMinutes(1), Level.PeerConsultation, 1, "backend-coordinator")],
        [new ConsultEnded(Now.AddMinutes(2), Level.PeerConsultation, 1, "backend-coordinator", Guidance.Of("take it out first"), null, TimeSpan.FromSeconds(9)),
            new AttemptStarted(Now.AddMinutes(2), Level.PeerConsultation, 1)],
        [Ended(Level.PeerConsultation, 1, Verdict.Failed("another error")),
            new Escalated(Now.AddMinutes(3), Level.PeerConsultation, Level.UserDecision, EscalationCause.MajorDecision, "public-api"),
            new CardIssued(Now.AddMinutes(3), 1, [OwnIt(n), .. Fixed], Now.AddDays(7), 0xfedc_ba98_7654_3210 + (ulong)n)],
    ];

    /// <summary>From the opening to the end.</summary>
    public static IEnumerable<CaseEvent[]> Climb(int n) =>
    [
        .. ToTheCard(n),
        Decided("anna"),
        [new AttemptStarted(Now.AddDays(1), Level.UserDecision, 1)],
        [Ended(Level.UserDecision, 1, Verdict.VerifiedWith("12 of 12 tests pass"))],
        [new CaseClosed(Now.AddDays(1), Outcome.Resolved(Level.UserDecision))],
    ];

    /// <summary>A case whose card nobody answered.</summary>
    public static IEnumerable<CaseEvent[]> Expired(int n) =>
    [
        .. ToTheCard(n),
        [new CardExpired(Now.AddDays(7), 1), new CaseClosed(Now.AddDays(7), Outcome.Unresolved(UnresolvedReason.Stopped, Level.UserDecision))],
    ];

    private static DecisionOption[] Fixed { get; } =
    [
        new() { Key = DecisionOption.RetryKey, Title = "Try once more with my words" },
        new() { Key = DecisionOption.StopKey, Title = "Stop and restore" },
    ];

    private static DecisionOption OwnIt(int n) => new()
    {
        Key = "A",
        Title = $"Own it {n}",
        Description = "Give the cache the value",
        Steps = [new GuidanceStep("pattern", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("name", "own"))],
        Consequence = "compiles",
        Verified = true,
        MayEdit = ["tests/**"],
    };

    private static AttemptEnded Ended(Level level, int number, Verdict verdict) => new(
        Now.AddMinutes(1), level, number, verdict, new Approach(0xff), true, null, null, new Usage(1000, 300, 2, 0.01m), TimeSpan.FromSeconds(2.5),
        [new CaseFile("src/lib.rs", "fn main() {}\n"u8.ToArray())]);
}
