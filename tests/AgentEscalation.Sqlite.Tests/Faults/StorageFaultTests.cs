using System.Runtime.Versioning;
using AgentEscalation.Cases.Events;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Tests.Faults;

/// <summary>Files that cannot be used as they are: each is told clearly, and none is damaged by the attempt.</summary>
public sealed class StorageFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_another_program_holds_is_told_after_the_wait_and_works_afterwards()
    {
        await using var folder = new CaseFolder();
        await using var journal = new SqliteJournal(new SqliteOptions { ConnectionString = folder.Connection, BusyTimeout = TimeSpan.FromMilliseconds(50) }, folder.Time);
        using (var other = Database.Open(new(folder.Connection, TimeSpan.Zero), FileAccess.ReadWrite))
        {
            other.Execute("BEGIN IMMEDIATE");
            var e = await Assert.ThrowsAsync<CaseStorageException>(async () => await journal.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token));
            Assert.Equal(StorageFault.Locked, e.Fault);
            Assert.Contains(folder.Path, e.Message, StringComparison.Ordinal);
        }

        Assert.True(await journal.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token));
        Assert.Equal(5, (await journal.ReadAsync(Some.Id(1), Token)).Length);
    }

    [Fact]
    public async Task A_case_that_could_not_be_given_back_is_given_back_with_the_next_sign_of_life()
    {
        await using var folder = new CaseFolder();
        await using var journal = new SqliteJournal(new SqliteOptions { ConnectionString = folder.Connection, BusyTimeout = TimeSpan.FromMilliseconds(50) }, folder.Time);
        await journal.AppendAsync(Some.Id(1), 0, (CaseEvent[])[Some.Opened(1), Some.Started()], Token);
        using (var other = Database.Open(new(folder.Connection, TimeSpan.Zero), FileAccess.ReadWrite))
        {
            other.Execute("BEGIN IMMEDIATE");
            await Assert.ThrowsAsync<CaseStorageException>(async () => await journal.ReleaseAsync(Some.Id(1), Token));
        }

        var elsewhere = folder.Open();
        Assert.False(await elsewhere.TakeAsync(Some.Id(1), Token));
        folder.Time.Advance(new SqliteOptions().LeaseTime / 4);

        // Behind what the sign of life put into the queue.
        await journal.ReleaseAsync(Some.Id(99), Token);
        Assert.True(await elsewhere.TakeAsync(Some.Id(1), Token));
    }

    [Fact]
    public async Task A_full_disk_is_told_nothing_is_half_written_and_room_is_used_again()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        Assert.True(await journal.AppendAsync(Some.Id(1), 0, Some.Waiting(1), Token));

        // The writer's own connection meets the limit as it would meet the end of the disk.
        await journal.Writer.Write(session => Limit(session.Database, session.Database.Scalar("PRAGMA page_count") + 2));
        var large = new string('x', 200_000);
        var e = await Assert.ThrowsAsync<CaseStorageException>(
            async () => await journal.AppendAsync(Some.Id(2), 0, (CaseEvent[])[Some.Opened(2, task: large), Some.Started()], Token));
        Assert.Equal(StorageFault.DiskFull, e.Fault);
        Assert.Empty(await journal.ReadAsync(Some.Id(2), Token));
        Assert.Equal(5, (await journal.ReadAsync(Some.Id(1), Token)).Length);

        await journal.Writer.Write(session => Limit(session.Database, 1_000_000));
        Assert.True(await journal.AppendAsync(Some.Id(2), 0, (CaseEvent[])[Some.Opened(2, task: large), Some.Started()], Token));
        Assert.True((await SqliteJournal.CheckAsync(folder.Connection, Token)).IsSound);
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    public async Task A_file_that_may_only_be_read_is_told_at_once()
    {
        Assert.SkipWhen(Environment.UserName == "root", "root may write everything.");
        await using var folder = new CaseFolder();
        await folder.Open().DisposeAsync();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead);
        Assert.Equal(StorageFault.ReadOnly, Assert.Throws<CaseStorageException>(() => folder.Open()).Fault);
    }

    [Fact]
    public async Task A_file_opened_for_reading_only_is_told_at_once()
    {
        await using var folder = new CaseFolder();
        await folder.Open().DisposeAsync();
        var e = Assert.Throws<CaseStorageException>(() => new SqliteJournal($"{folder.Connection};Mode=ReadOnly"));
        Assert.Contains("ReadOnly", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("this is a text and no database at all, however long it may be, and it is long enough for a header of one hundred bytes")]
    public async Task A_file_that_is_no_database_is_told_and_stays_as_it_is(string content)
    {
        await using var folder = new CaseFolder();
        await File.WriteAllTextAsync(folder.Path, content, Token);
        Assert.Equal(StorageFault.Corrupt, Assert.Throws<CaseStorageException>(() => folder.Open()).Fault);
        Assert.Equal(content, await File.ReadAllTextAsync(folder.Path, Token));
    }

    [Fact]
    public async Task Another_programs_database_and_a_newer_versions_file_are_told_and_stay_as_they_are()
    {
        await using var folder = new CaseFolder();
        folder.Execute("CREATE TABLE theirs (x)");
        Assert.Equal(StorageFault.Foreign, Assert.Throws<CaseStorageException>(() => folder.Open()).Fault);
        Assert.Equal(1, folder.Look(d => d.Scalar("SELECT count(*) FROM sqlite_schema")));

        await using var newer = new CaseFolder();
        await newer.Open().DisposeAsync();
        newer.Execute("PRAGMA user_version = 99");
        var e = Assert.Throws<CaseStorageException>(() => newer.Open());
        Assert.Equal(StorageFault.NewerVersion, e.Fault);
        Assert.Contains("shape 99", e.Message, StringComparison.Ordinal);
        Assert.Equal(99, newer.Look(d => d.Scalar("PRAGMA user_version")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=file:x.db")]
    [InlineData("this=is;no=connection")]
    public void A_connection_string_that_names_no_file_says_how_to_write_it(string connection)
    {
        var e = Assert.ThrowsAny<Exception>(() => new SqliteJournal(connection));
        Assert.True(e is CaseStorageException, e.ToString());
        Assert.NotEmpty(e.Message);
    }

    private static bool Limit(Database database, long pages)
    {
        database.Scalar($"PRAGMA max_page_count = {pages}");
        return true;
    }
}
