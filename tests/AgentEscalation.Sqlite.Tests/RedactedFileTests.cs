using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Routing;

namespace AgentEscalation.Sqlite.Tests;

public sealed class RedactedFileTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_secret_of_a_case_reaches_the_disk()
    {
        await using var folder = new CaseFolder();
        string[] secrets = ["ghp_9sK2fQ7LmX4vB1nZ8cR5tY3wH6jD0pG2aE4u", "AKIAV7Q2M9X4K8R3T6Y1", "hunter2hunter2"];
        await using (var journal = folder.Open())
        {
            var router = EscalationRouter.Create(o => o.Journal(journal).TimeProvider(folder.Time));
            var run = await router.RunAsync<int>(
                AgentTask.Work(EscalationRouter.DefaultAgent, $"deploy with {secrets[0]}"),
                (_, _) => throw new InvalidOperationException($"login with {secrets[1]} failed"),
                (_, _) => new(Verdict.Failed($"password={secrets[2]}")),
                Token);
            var ticket = run.Ticket!;
            await router.Decisions.AnswerAsync(ticket.Card.Retry($"use {secrets[0]}", $"ann {secrets[1]}"), $"chat {secrets[0]}", Token);
        }

        var bytes = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.Path, Token));
        Assert.Contains("login with", bytes, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.True(!bytes.Contains(secret, StringComparison.Ordinal), Around(bytes, secret)));
        Assert.Equal(["cases.db"], folder.Beside);
    }

    private static string Around(string text, string found)
    {
        var at = text.IndexOf(found, StringComparison.Ordinal);
        return at < 0 ? "" : text[Math.Max(0, at - 120)..Math.Min(text.Length, at + found.Length + 20)];
    }
}
