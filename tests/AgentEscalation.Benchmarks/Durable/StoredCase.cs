using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Benchmarks.Durable;

/// <summary>A case of ten events of about 600 bytes as JSON each but for its opening, which carries the policy.</summary>
internal static class StoredCase
{
    public const int Events = 10;

    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static CaseId Id(int n) => new(new Guid(n, 0, 0, new byte[8]));

    /// <summary>Open at level 1, with its first attempt begun.</summary>
    public static CaseEvent[] Open(int n, string agent = "rust-pro") => [Opened(n, agent), new AttemptStarted(Now, Level.SelfRecovery, 1)];

    /// <summary>Waits for a person.</summary>
    public static CaseEvent[] Waiting(int n)
    {
        var options = CardText.Keyed([]);
        var until = Now.AddYears(100).AddSeconds(n);
        return
        [
            Opened(n, "rust-pro"), new Escalated(Now, Level.SelfRecovery, Level.UserDecision, EscalationCause.MajorDecision, null),
            new CardIssued(Now, 1, options, until, CardDigest.Of(Id(n), 1, until, options, null)),
        ];
    }

    /// <summary>From the opening to the end.</summary>
    public static CaseEvent[] Whole(int n) =>
    [
        Opened(n, $"agent-{n % 8}"),
        .. Enumerable.Range(1, Events - 2).Select(CaseEvent (i) => Ended(i, i == Events - 2)),
        new CaseClosed(Now, Outcome.Resolved(Level.SelfRecovery)),
    ];

    public static AttemptEnded Ended(int number, bool verified) => new(
        Now, Level.SelfRecovery, number, verified ? Verdict.Verified : Verdict.Failed(Error(230)), new Approach((ulong)number), true, null, null,
        new Usage(1000, 300, 2, 0.01m), TimeSpan.FromSeconds(2.5), default);

    private static CaseOpened Opened(int n, string agent) => new(
        Now, Id(n), agent, "make it compile", EscalationPolicy.Default, Error(100), null, TimeSpan.Zero, null, null);

    private static Failure Error(int length) => new() { Text = new string('e', length), Class = "borrow-checker", Code = "E0502", Rank = 10 };
}
