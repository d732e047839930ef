using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Sqlite.Tests;

/// <summary>Hosts that take up what others left, by the clock of the system: they look four times a second.</summary>
public sealed class CaseResumerTests
{
    private static readonly EscalationPolicy Patient = EscalationPolicy.Default with { SelfRecovery = EscalationPolicy.Default.SelfRecovery with { Attempts = 5 } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_takes_up_what_another_left_and_leaves_alone_whose_agent_it_does_not_have()
    {
        await using var folder = new CaseFolder();
        await using (var gone = folder.Open())
        {
            await gone.AppendAsync(Some.Id(1), 0, (CaseEvent[])[Some.Opened(1, "elsewhere-pro"), Some.Started()], Token);
            await gone.AppendAsync(Some.Id(2), 0, (CaseEvent[])[Some.Opened(2), Some.Started()], Token);
        }

        var worker = new Worker();
        using var host = worker.HostOn(folder);
        await host.StartAsync(Token);
        Assert.Equal("make it compile", await worker.Worked.WaitAsync(Token));
        var journal = host.Services.GetRequiredService<SqliteJournal>();
        await ClosedAsync(journal, Some.Id(2));
        Assert.Equal(2, (await journal.ReadAsync(Some.Id(1), Token)).Length);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_decision_of_another_process_is_acted_on_while_the_host_runs()
    {
        await using var folder = new CaseFolder();
        var web = folder.Open(TimeProvider.System);
        var worker = new Worker();
        using var host = worker.HostOn(folder);
        await host.StartAsync(Token);
        var far = TimeProvider.System.GetUtcNow().AddYears(1);
        await web.AppendAsync(Some.Id(1), 0, Some.Waiting(1, far), Token);
        var card = DecisionCard.Of(await web.ReadAsync(Some.Id(1), Token))!;
        var receipt = await EscalationRouter.Create(o => o.Journal(web).Memory(null)).Decisions.AnswerAsync(card.Retry("try a Cow", "ann"), "test", Token);
        Assert.True(receipt.IsTaken);
        Assert.False(receipt.GoesOnHere);
        await worker.Worked.WaitAsync(Token);
        await ClosedAsync(host.Services.GetRequiredService<SqliteJournal>(), Some.Id(1));
        Assert.Equal("try a Cow", worker.Told);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_host_that_closes_gives_its_cases_back_for_the_next_one()
    {
        await using var folder = new CaseFolder();
        await using (var gone = folder.Open())
        {
            await gone.AppendAsync(Some.Id(1), 0, (CaseEvent[])[Some.Opened(1, policy: Patient), Some.Started()], Token);
        }

        var busy = new Worker { Blocks = true };
        using (var host = busy.HostOn(folder))
        {
            await host.StartAsync(Token);
            await busy.Worked.WaitAsync(Token);
            await host.StopAsync(Token);
        }

        var next = new Worker();
        using var another = next.HostOn(folder);
        await another.StartAsync(Token);
        await next.Worked.WaitAsync(Token);
        var journal = another.Services.GetRequiredService<SqliteJournal>();
        await ClosedAsync(journal, Some.Id(1));
        Assert.Equal(2, (await journal.ReadAsync(Some.Id(1), Token)).OfType<Resumed>().Count());
        await another.StopAsync(Token);
    }

    private static async Task ClosedAsync(SqliteJournal journal, CaseId id)
    {
        while (await journal.ReadAsync(id, Token) is [.., not CaseClosed] events)
        {
            Assert.IsNotType<CardIssued>(events[^1]);
            await Task.Yield();
        }
    }

    private sealed class Worker : ISpecialist, IVerifier
    {
        private readonly TaskCompletionSource<string> _worked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Blocks { get; init; }

        public string? Told { get; private set; }

        public Task<string> Worked => _worked.Task;

        public IHost HostOn(CaseFolder folder)
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Logging.ClearProviders();
            builder.AddAgentEscalation().UseSqlite(folder.Connection).AddSpecialist("rust-pro", this).AddVerifier("", this);
            return builder.Build();
        }

        public async ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken)
        {
            Told = attempt.Guidance?.Text.Value;
            _worked.TrySetResult(attempt.Task.Text);
            if (Blocks)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return default;
        }

        public ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken) => new(Verdict.Verified);
    }
}
