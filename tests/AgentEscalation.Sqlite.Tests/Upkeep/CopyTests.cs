using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Sqlite.Tests.Upkeep;

public sealed class CopyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_is_one_file_with_the_cases_of_its_moment_and_nobody_owns_them()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await journal.AppendAsync(Some.Id(1), 0, (CaseEvent[])[Some.Opened(1), Some.Started()], Token);
        journal.TaskCompleted("rust-pro", Some.Now);
        await journal.BackupAsync(folder.In("backup.db"), Token);
        await journal.AppendAsync(Some.Id(2), 0, Some.Resolved(2), Token);

        Assert.DoesNotContain(folder.Beside, name => name.StartsWith("backup.db-", StringComparison.Ordinal) || name.EndsWith(".part", StringComparison.Ordinal));
        await using var copy = new SqliteJournal($"Data Source={folder.In("backup.db")}", folder.Time);
        Assert.True((await SqliteJournal.CheckAsync($"Data Source={folder.In("backup.db")}", Token)).IsSound);
        Assert.Equal([Some.Id(1)], await copy.ToTakeUpAsync(Some.Now, 10, Token).ToListAsync(Token));
        Assert.True(await copy.TakeAsync(Some.Id(1), Token));
        Assert.Empty(await copy.ReadAsync(Some.Id(2), Token));
        Assert.Equal(1, (await copy.ScorecardAsync(Token)).Total.Completed);
        Assert.True(journal.Holds(Some.Id(1)));
    }

    [Fact]
    public async Task A_backup_that_cannot_be_made_leaves_nothing_and_overwrites_nothing()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await File.WriteAllTextAsync(folder.In("taken"), "mine", Token);
        var taken = await Assert.ThrowsAsync<CaseStorageException>(async () => await journal.BackupAsync(folder.In("taken"), Token));
        Assert.Contains("exists already", taken.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder.In("taken"), Token));
        var nowhere = await Assert.ThrowsAsync<CaseStorageException>(async () => await journal.BackupAsync(folder.In("no/such/folder.db"), Token));
        Assert.Equal(StorageFault.CannotOpen, nowhere.Fault);
        Assert.DoesNotContain(folder.Beside, name => name.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_has_each_case_from_its_opening_on_as_lines_that_are_read_again()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        await journal.AppendAsync(Some.Id(1), 0, Some.Resolved(1, "java-pro"), Token);
        await journal.AppendAsync(Some.Id(2), 0, Some.Waiting(2), Token);
        await journal.AppendAsync(Some.Id(3), 0, (CaseEvent[])[Some.Opened(3)], Token);
        CaseEvent[] all = [.. Some.Resolved(1, "java-pro"), .. Some.Waiting(2), Some.Opened(3)];
        var lines = await journal.ExportAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.Equal(all.Select(CaseJson.WriteLine), lines);
        Assert.Equal(all.Select(e => e.GetType()), lines.Select(l => CaseJson.ReadLine(l).GetType()));
        Assert.Equal(5, await journal.ExportAsync(CaseStatus.Waiting, cancellationToken: Token).CountAsync(Token));
        Assert.Equal(4, await journal.ExportAsync(agent: "java-pro", cancellationToken: Token).CountAsync(Token));
    }
}
