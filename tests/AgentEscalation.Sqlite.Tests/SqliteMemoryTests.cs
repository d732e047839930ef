using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Sqlite.Tests;

public sealed class SqliteMemoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_helped_is_found_by_the_next_process_with_its_steps()
    {
        await using var folder = new CaseFolder();
        var guidance = Guidance.Of("take it out first") with { Steps = [new("pattern", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("name", "take"))] };
        await using (var first = folder.Open())
        {
            await new SqliteMemory(first).RememberAsync("rust-pro", new Fingerprint(7), guidance, Token);
        }

        var memory = new SqliteMemory(folder.Open());
        var found = await memory.FindAsync("rust-pro", new Fingerprint(7), Token);
        Assert.Equal("take it out first", found!.Text.Value);
        Assert.Equal("take", Assert.Single(found.Steps).Arguments["name"]);
        Assert.Null(await memory.FindAsync("java-pro", new Fingerprint(7), Token));
        Assert.Null(await memory.FindAsync("rust-pro", new Fingerprint(8), Token));
    }

    [Fact]
    public async Task What_was_used_longest_ago_is_forgotten_first()
    {
        await using var folder = new CaseFolder();
        var journal = folder.Open();
        var memory = new SqliteMemory(journal, perAgent: 2);
        await memory.RememberAsync("rust-pro", new Fingerprint(1), Guidance.Of("one"), Token);
        await memory.RememberAsync("rust-pro", new Fingerprint(2), Guidance.Of("two"), Token);
        Assert.NotNull(await memory.FindAsync("rust-pro", new Fingerprint(1), Token));
        await memory.RememberAsync("rust-pro", new Fingerprint(3), Guidance.Of("three"), Token);
        Assert.Equal("one", (await memory.FindAsync("rust-pro", new Fingerprint(1), Token))!.Text.Value);
        Assert.Null(await memory.FindAsync("rust-pro", new Fingerprint(2), Token));
        Assert.Equal("three", (await memory.FindAsync("rust-pro", new Fingerprint(3), Token))!.Text.Value);
    }

    [Fact]
    public async Task A_later_resolution_of_the_same_error_takes_the_place_of_the_earlier()
    {
        await using var folder = new CaseFolder();
        var memory = new SqliteMemory(folder.Open());
        await memory.RememberAsync("rust-pro", new Fingerprint(ulong.MaxValue), Guidance.Of("old"), Token);
        await memory.RememberAsync("rust-pro", new Fingerprint(ulong.MaxValue), Guidance.Of("new"), Token);
        Assert.Equal("new", (await memory.FindAsync("rust-pro", new Fingerprint(ulong.MaxValue), Token))!.Text.Value);
    }
}
