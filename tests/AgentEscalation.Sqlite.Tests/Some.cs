using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Sqlite.Tests;

/// <summary>Events of cases as a router would append them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static CaseId Id(int n) => new(new Guid(n, 0, 0, new byte[8]));

    public static Failure Failure(string text = "cannot borrow", long rank = 10) => new() { Text = text, Class = "borrow-checker", Rank = rank };

    public static CaseOpened Opened(int n, string agent = "rust-pro", string task = "make it compile", EscalationPolicy? policy = null) =>
        new(Now, Id(n), agent, task, policy ?? EscalationPolicy.Default, Failure(), null, TimeSpan.Zero, null, null);

    public static AttemptStarted Started(int number = 1, Level level = Level.SelfRecovery) => new(Now, level, number);

    public static AttemptEnded Ended(Verdict verdict, int number = 1, Level level = Level.SelfRecovery, Usage? usage = null) =>
        new(Now, level, number, verdict, new Approach((ulong)number), true, null, null, usage ?? Usage.None, TimeSpan.FromSeconds(2), default);

    public static Escalated ToTheUser(Level from = Level.SelfRecovery) => new(Now, from, Level.UserDecision, EscalationCause.MajorDecision, null);

    public static CardIssued Card(CaseId id, DateTimeOffset? expires = null)
    {
        var until = expires ?? Now + TimeSpan.FromDays(3);
        var options = CardText.Keyed([]);
        return new(Now, 1, options, until, CardDigest.Of(id, 1, until, options, null));
    }

    public static DecisionTaken Decision(string option = DecisionOption.RetryKey) => new(Now + TimeSpan.FromHours(1), 1, option, "try a Cow", "ann");

    public static CaseEvent[] Waiting(int n, DateTimeOffset? expires = null) =>
        [Opened(n), Started(), Ended(Verdict.Failed(Failure())), ToTheUser(), Card(Id(n), expires)];

    public static CaseEvent[] Resolved(int n, string agent = "rust-pro") =>
        [Opened(n, agent), Started(), Ended(Verdict.Verified), new CaseClosed(Now, Outcome.Resolved(Level.SelfRecovery))];
}
