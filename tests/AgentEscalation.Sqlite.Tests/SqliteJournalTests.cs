using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Policies;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Tests;

public sealed class SqliteJournalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_there_for_the_next_process_as_they_were()
    {
        await using var folder = new CaseFolder();
        var events = Some.Waiting(1);
        await using (var first = folder.Open())
        {
            Assert.True(await first.AppendAsync(Some.Id(1), 0, events.AsMemory(0, 2), Token));
            Assert.True(await first.AppendAsync(Some.Id(1), 2, events.AsMemory(2), Token));
        }

        var read = await folder.Open().ReadAsync(Some.Id(1), Token);
        Assert.Equal(events.Select(CaseJson.WriteLine), read.Select(CaseJson.WriteLine));
        Assert.Empty(await folder.Open().ReadAsync(Some.Id(2), Token));
    }

    [Fact]
    public async Task Who_does_not_know_the_last_event_appends_nothing()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        Assert.False(await journal.AppendAsync(Some.Id(1), 1, Some.Waiting(1), Token));
        Assert.True(await journal.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token));
        Assert.False(await journal.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token));
        Assert.Equal(5, (await journal.ReadAsync(Some.Id(1), Token)).Length);
    }

    [Fact]
    public async Task Of_many_processes_that_decide_at_once_one_does()
    {
        await using var folder = new CaseFolder();
        SqliteJournal[] journals = [folder.Open(), folder.Open(), folder.Open()];
        Assert.True(await journals[0].AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token));
        var decided = await Task.WhenAll(Enumerable.Range(0, 30).Select(
            n => Task.Run(() => journals[n % 3].AppendAsync(Some.Id(1), 5, (CaseEvent[])[Some.Decision()], Token).AsTask(), Token)));
        Assert.Single(decided, won => won);
        Assert.Equal(6, (await journals[1].ReadAsync(Some.Id(1), Token)).Length);
    }

    [Fact]
    public async Task A_thousand_cases_at_once_are_all_kept_whole()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await Task.WhenAll(Enumerable.Range(1, 1000).Select(async n =>
        {
            var events = Some.Resolved(n);
            for (var i = 0; i < events.Length; i++)
            {
                Assert.True(await journal.AppendAsync(Some.Id(n), i, events.AsMemory(i, 1), Token));
            }
        }));
        Assert.Equal(4000, folder.Look(d => d.Scalar("SELECT count(*) FROM event")));
        Assert.Equal(1000, (await journal.ScorecardAsync(Token)).Total.Resolved);
        Assert.Equal(4, (await journal.ReadAsync(Some.Id(777), Token)).Length);
    }

    [Fact]
    public async Task A_case_can_be_found_by_where_it_stands()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1), Token);
        await journal.AppendAsync(Some.Id(2), 0, Some.Waiting(2, Some.Now + TimeSpan.FromDays(2)), Token);
        await journal.AppendAsync(Some.Id(3), 0, (CaseEvent[])[Some.Opened(3, "java-pro", "first line\nsecond"), Some.Started()], Token);
        await journal.AppendAsync(Some.Id(4), 0, Some.Waiting(4, Some.Now + TimeSpan.FromDays(1)), Token);

        Assert.Equal([4, 3, 2, 1], await Numbers(journal, new()));
        Assert.Equal([4, 2], await Numbers(journal, new() { Status = CaseStatus.Waiting }));
        Assert.Equal([2], await Numbers(journal, new() { Status = CaseStatus.Waiting, After = Some.Id(4) }));
        Assert.Equal([2, 1], await Numbers(journal, new() { After = Some.Id(3), Agent = "rust-pro" }));
        Assert.Equal([3], await Numbers(journal, new() { Status = CaseStatus.Open, Limit = 1 }));
        var summary = await journal.ListAsync(new() { Status = CaseStatus.Open }, Token).SingleAsync(Token);
        Assert.Equal(
            new CaseSummary
            {
                CaseId = Some.Id(3), Agent = "java-pro", Class = "borrow-checker", Task = "first line", Status = CaseStatus.Open, Level = Level.SelfRecovery,
                Version = 2, Opened = Some.Now, Changed = Some.Now,
            },
            summary);
        var closed = await journal.ListAsync(new() { Status = CaseStatus.Closed }, Token).SingleAsync(Token);
        Assert.Equal(Outcome.Resolved(Level.SelfRecovery), closed.Outcome);
        Assert.Equal(1, (await journal.ListAsync(new() { Status = CaseStatus.Waiting }, Token).FirstAsync(Token)).Card);
        Assert.Equal([2, 3, 4], (await journal.OpenCasesAsync(Token).ToListAsync(Token)).Select(Number).Order());
    }

    [Fact]
    public async Task The_index_in_memory_answers_like_the_one_in_the_file()
    {
        await using var folder = new CaseFolder();
        ICaseJournal[] journals = [folder.Open(), new InMemoryJournal()];
        var answers = new List<List<CaseSummary>>();
        foreach (var journal in journals)
        {
            await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1), Token);
            await journal.AppendAsync(Some.Id(2), 0, Some.Waiting(2, Some.Now + TimeSpan.FromDays(2)), Token);
            answers.Add(
            [
                .. await ((ICaseIndex)journal).ListAsync(new() { Status = CaseStatus.Waiting }, Token).ToListAsync(Token),
                .. await ((ICaseIndex)journal).ListAsync(new() { Status = CaseStatus.Closed }, Token).ToListAsync(Token),
            ]);
            Assert.Empty(await ((ICaseIndex)journal).ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
            Assert.Equal([Some.Id(2)], await ((ICaseIndex)journal).ToTakeUpAsync(Some.Now + TimeSpan.FromDays(2), 10, Token).ToListAsync(Token));
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task Tasks_without_a_case_are_counted_by_agent_and_hour_within_a_second()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        for (var n = 0; n < 5; n++)
        {
            journal.TaskCompleted("rust-pro", Some.Now + TimeSpan.FromMinutes(30 * n));
        }

        journal.TaskCompleted("java-pro", Some.Now);
        folder.Time.Advance(TimeSpan.FromSeconds(1));

        // The timer's write is in the queue before this one.
        await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1), Token);
        Assert.Equal(4, folder.Look(d => d.Scalar("SELECT count(*) FROM completed")));
        Assert.Equal(6, folder.Look(d => d.Scalar("SELECT sum(tasks) FROM completed")));
        Assert.Equal(5, (await folder.Open().ScorecardAsync(Token)).Agents.Single(a => a.Name == "rust-pro").Completed);
    }

    [Fact]
    public async Task What_was_counted_but_not_written_yet_is_written_at_the_end()
    {
        await using var folder = new CaseFolder();
        await using (var journal = folder.Open())
        {
            journal.TaskCompleted("rust-pro", Some.Now);
        }

        Assert.Equal(1, (await folder.Open().ScorecardAsync(Token)).Total.Completed);
    }

    [Fact]
    public async Task What_each_level_used_is_summed_in_a_file_of_the_first_shape_too()
    {
        await using var folder = new CaseFolder();
        folder.Look(database =>
        {
            Migrator.Migrate(database, [Migrator.Shipped[0]]);
            database.Execute("""
                INSERT INTO tally VALUES ('rust-pro', 'borrow-checker', 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 50, 2, '0.5', 0, 1, 0, 0, 0, 1, 0, 0, 0, '')
                """);
            return 0;
        });
        var journal = folder.Open();
        for (var n = 1; n <= 2; n++)
        {
            CaseEvent[] events =
            [
                Some.Opened(n), Some.Started(), Some.Ended(Verdict.Verified, usage: new(100, 20, 3, 0.1m)), new CaseClosed(Some.Now, Outcome.Resolved(Level.SelfRecovery)),
            ];
            await journal.AppendAsync(Some.Id(n), 0, events, Token);
        }

        var total = (await journal.ScorecardAsync(Token)).Total;
        Assert.Equal((290L, 8L, 0.7m), (total.Tokens, total.Calls, total.Money));
        Assert.Equal((240L, 6L, 0.2m), (total.Levels[0].Tokens, total.Levels[0].Calls, total.Levels[0].Money));
        Assert.Equal((0L, 0L, 0m), (total.Levels[1].Tokens, total.Levels[1].Calls, total.Levels[1].Money));
    }

    [Fact]
    public async Task A_case_that_waits_is_a_row_and_nothing_else()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await journal.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token);
        await journal.AppendAsync(Some.Id(2), 0, (CaseEvent[])[Some.Opened(2)], Token);
        Assert.Equal(1, journal.KeptCases);
        Assert.False(journal.Holds(Some.Id(1)));
        Assert.True(journal.Holds(Some.Id(2)));
    }

    private static int Number(CaseId id) => BitConverter.ToInt32(id.Value.ToByteArray(), 0);

    private static async Task<List<int>> Numbers(SqliteJournal journal, CaseQuery query) =>
        [.. (await journal.ListAsync(query, Token).ToListAsync(Token)).Select(c => Number(c.CaseId))];
}
