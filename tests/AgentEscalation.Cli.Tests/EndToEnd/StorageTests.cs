using AgentEscalation.Sqlite;

namespace AgentEscalation.Cli.Tests.EndToEnd;

public sealed class StorageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_outlives_the_command_is_decided_once_and_goes_on()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Contradictory();
        var file = Path.Combine(crate.Parent, "cases.db");

        var waiting = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--storage", file);
        Assert.True(waiting.Code == 3, waiting.Out + waiting.Error);
        crate.IsUntouched();
        var inbox = await Command.RunAsync("inbox", "--storage", file, "--format", "json");
        var card = Assert.Single(inbox.Document.GetProperty("cards").EnumerateArray());
        var id = card.GetProperty("case").GetString()!;
        Assert.Equal("A", card.GetProperty("options")[0].GetProperty("key").GetString());
        Assert.Equal("reversible", card.GetProperty("options")[0].GetProperty("reversibility").GetString());
        Assert.Contains($"agent-escalation decide {id}", waiting.Out, StringComparison.Ordinal);

        (await Command.RunAsync("resume", id, "--storage", file)).IsBadInput("waits for a decision");
        (await Command.RunAsync("decide", id, "Q", "--storage", file)).IsBadInput("'Q'", "A, retry, stop");
        var decided = await Command.RunAsync("decide", id, "a", "--by", "ana", "--storage", file);
        Assert.True(decided.Code == 0, decided.Error);
        (await Command.RunAsync("decide", id, "stop", "--storage", file)).IsBadInput("by ana", "counts once");

        var resumed = await Command.RunAsync("resume", id, "--storage", file, "--format", "json");
        Assert.True(resumed.Code == 0, resumed.Out + resumed.Error);
        Assert.Equal(4, resumed.Document.GetProperty("outcome").GetProperty("level").GetInt32());
        crate.IsChanged();
        (await Command.RunAsync("resume", id, "--storage", file)).IsBadInput("is closed", "Resolved at level 4");
        await HistoryAsync(id, file);
    }

    [Fact]
    public async Task The_file_is_looked_after_from_the_command_line()
    {
        using var folder = new TemporaryFolder();
        var file = folder.In("cases.db");
        await using (var journal = new SqliteJournal($"Data Source={file}"))
        {
            await StoredCases.WriteAsync(journal, Token);
        }

        var closed = await Command.RunAsync("cases", "list", "--status", "closed", "--storage", file, "--format", "json");
        Assert.Equal(2, closed.Document.GetProperty("cases").GetArrayLength());
        var text = await Command.RunAsync("cases", "list", "--storage", file);
        Assert.Equal(4, text.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        Assert.Equal(0, (await Command.RunAsync("cases", "backup", folder.In("copy.db"), "--storage", file)).Code);
        (await Command.RunAsync("cases", "backup", folder.In("copy.db"), "--storage", file)).IsBadInput("exists already");
        Assert.Equal(0, (await Command.RunAsync("cases", "export", "--out", folder.In("cases.jsonl"), "--storage", folder.In("copy.db"))).Code);
        var lines = await Command.RunAsync("scorecard", folder.In("cases.jsonl"), "--format", "json");
        var sums = await Command.RunAsync("scorecard", "--storage", file, "--format", "json");
        Assert.Equal(lines.Out, sums.Out);

        var pruned = await Command.RunAsync("cases", "prune", "--older-than", "30d", "--outcome", "resolved", "--storage", file);
        Assert.Contains("1 case with 4 events removed", pruned.Out, StringComparison.Ordinal);
        Assert.Equal(sums.Out, (await Command.RunAsync("scorecard", "--storage", file, "--format", "json")).Out);
        var sound = await Command.RunAsync("cases", "check", "--storage", file, "--format", "json");
        Assert.True(sound.Code == 0 && sound.Document.GetProperty("sound").GetBoolean(), sound.Out);
        Assert.Equal(2, sound.Document.GetProperty("cases").GetInt32());
    }

    [Fact]
    public async Task A_changed_event_is_named_with_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        var file = folder.In("cases.db");
        await using (var journal = new SqliteJournal($"Data Source={file}"))
        {
            await StoredCases.WriteAsync(journal, Token);
        }

        StoredCases.ChangeAnEvent(file);
        var check = await Command.RunAsync("cases", "check", "--storage", file);
        Assert.Equal(1, check.Code);
        Assert.Contains("event 1: The event was changed", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_used_is_named()
    {
        using var folder = new TemporaryFolder();
        var text = folder.In("text.db");
        await File.WriteAllTextAsync(text, string.Concat(Enumerable.Repeat("this is no database. ", 20)), Token);
        (await Command.RunAsync("cases", "list", "--storage", folder.In("none.db"))).IsBadInput("none.db", "--storage");
        Assert.False(File.Exists(folder.In("none.db")));
        (await Command.RunAsync("inbox", "--storage", text)).IsBadInput("text.db", "no SQLite file");
        (await Command.RunAsync("cases", "show", "xyz", "--storage", text)).IsBadInput("'xyz'", "32 hexadecimal digits");
        (await Command.RunAsync("decide", new string('0', 32), "--storage", text)).IsBadInput("KEY", "--guidance");
        (await Command.RunAsync("cases", "prune", "--storage", text)).IsBadInput("--older-than");
        (await Command.RunAsync("cases", "prune", "--older-than", "1d", "--outcome", "won", "--storage", text)).IsBadInput("won", "resolved, unresolved, cancelled");
        (await Command.RunAsync("scorecard")).IsBadInput("--storage");
    }

    private static async Task HistoryAsync(string id, string file)
    {
        var shown = await Command.RunAsync("cases", "show", id, "--events", "--storage", file, "--format", "json");
        var events = shown.Document.GetProperty("events").GetArrayLength();
        Assert.Equal(events, shown.Document.GetProperty("state").GetProperty("events").GetInt32());
        Assert.Equal("closed", shown.Document.GetProperty("state").GetProperty("status").GetString());
        var states = (await Command.RunAsync("cases", "replay", id, "--storage", file, "--format", "json")).Document.GetProperty("states").EnumerateArray().ToList();
        Assert.Equal(events, states.Count);
        Assert.Equal(states.Select(s => s.GetProperty("level").GetInt32()).Order(), states.Select(s => s.GetProperty("level").GetInt32()));
        var decided = states.FindIndex(s => s.GetProperty("event").GetString() == "decision-taken");
        Assert.Equal("waiting", states[decided - 1].GetProperty("status").GetString());
        var one = await Command.RunAsync("cases", "replay", id, "--at", $"{decided}", "--storage", file);
        Assert.Contains("card 1", one.Out, StringComparison.Ordinal);
        (await Command.RunAsync("cases", "replay", id, "--at", "999", "--storage", file)).IsBadInput("no event 999");
        Assert.Equal(0, (await Command.RunAsync("cases", "check", "--storage", file)).Code);
    }
}
