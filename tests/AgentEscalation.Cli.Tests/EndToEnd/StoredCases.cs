using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Sqlite;
using Microsoft.Data.Sqlite;

namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>A case file with a case of long ago, one of now and one that is open.</summary>
internal static class StoredCases
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    public static async Task WriteAsync(SqliteJournal journal, CancellationToken token)
    {
        await journal.AppendAsync(Id(1), 0, Closed(1, Now.AddDays(-90), Outcome.Resolved(Level.SelfRecovery)), token);
        await journal.AppendAsync(Id(2), 0, Closed(2, Now.AddDays(-90), Outcome.Cancelled(Level.SelfRecovery)), token);
        await journal.AppendAsync(Id(3), 0, Opened(3, Now), token);
    }

    public static void ChangeAnEvent(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var change = connection.CreateCommand();
        change.CommandText = "UPDATE event SET body = replace(body, 'cannot borrow', 'all is well') WHERE seq = 1";
        Assert.Equal(1, change.ExecuteNonQuery());
    }

    private static CaseId Id(int n) => new(new Guid(n, 0, 0, new byte[8]));

    private static CaseEvent[] Closed(int n, DateTimeOffset at, Outcome outcome) =>
        [.. Opened(n, at), Ended(at, outcome.IsVerified ? Verdict.Verified : Verdict.Failed("cannot borrow")), new CaseClosed(at, outcome)];

    private static CaseEvent[] Opened(int n, DateTimeOffset at) =>
    [
        new CaseOpened(at, Id(n), "rust-pro", "make it compile", EscalationPolicy.Default, new Failure { Text = "cannot borrow", Class = "borrow-checker" }, null, TimeSpan.Zero, null, null),
        new AttemptStarted(at, Level.SelfRecovery, 1),
    ];

    private static AttemptEnded Ended(DateTimeOffset at, Verdict verdict) =>
        new(at, Level.SelfRecovery, 1, verdict, new Cases.Text.Approach(1), true, null, null, Usage.None, TimeSpan.FromSeconds(2), default);
}
