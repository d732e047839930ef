using System.Text.Json;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Cli.Tests.EndToEnd;

public sealed class RunTests
{
    [Fact]
    public async Task Nothing_to_repair_is_completed_without_a_case()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Sound();

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--format", "json");

        Assert.Equal(0, ended.Code);
        Assert.Equal("completed", ended.Document.GetProperty("outcome").GetProperty("kind").GetString());
        Assert.Equal("verified", ended.Document.GetProperty("outcome").GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, ended.Document.GetProperty("case").ValueKind);
        crate.IsUntouched();
        var text = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder);
        Assert.Contains("Completed", text.Out, StringComparison.Ordinal);
        Assert.Contains("1 tasks without an error", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repair_that_the_verifier_confirms_is_written()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder);

        Assert.True(ended.Code == 0, ended.Out + ended.Error);
        Assert.Contains("level 1, Self-recovery: attempt 1 verified", ended.Out, StringComparison.Ordinal);
        Assert.Contains($"+{TestCrate.Repair}", ended.Out, StringComparison.Ordinal);
        Assert.Contains("Resolved at level 1 after 1 attempt", ended.Out, StringComparison.Ordinal);
        Assert.Contains("checked by the compiler", ended.Out, StringComparison.Ordinal);
        Assert.Contains("Verified: compiles", ended.Out, StringComparison.Ordinal);
        Assert.Contains(TestCrate.Repair, crate.Read("src/lib.rs"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(crate.Folder, "target")));
        Assert.DoesNotContain('\u001b', ended.Out);
    }

    [Fact]
    public async Task The_document_has_every_member_and_the_output_nothing_else()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--format", "json", "--verify", "check");

        Assert.Equal(0, ended.Code);
        var document = ended.Document;
        Assert.Equal(["outcome", "case", "report", "card", "diff", "usage"], document.EnumerateObject().Select(p => p.Name));
        var outcome = document.GetProperty("outcome");
        Assert.Equal("resolved", outcome.GetProperty("kind").GetString());
        Assert.Equal(1, outcome.GetProperty("level").GetInt32());
        Assert.Equal(1, outcome.GetProperty("attempts").GetInt32());
        Assert.Equal("verified", outcome.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, outcome.GetProperty("reason").ValueKind);
        var events = document.GetProperty("case").GetProperty("events").EnumerateArray().Select(e => CaseJson.ReadLine(e.GetRawText())).ToList();
        Assert.IsType<CaseOpened>(events[0]);
        Assert.IsType<CaseClosed>(events[^1]);
        Assert.Equal(((CaseOpened)events[0]).CaseId.ToString(), document.GetProperty("case").GetProperty("id").GetString());
        Assert.Equal(["problem", "attempted", "error", "context", "request"], document.GetProperty("report").EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, document.GetProperty("card").ValueKind);
        Assert.Contains(TestCrate.Repair, document.GetProperty("diff").GetString(), StringComparison.Ordinal);
        Assert.Equal(["inputTokens", "outputTokens", "calls", "money"], document.GetProperty("usage").EnumerateObject().Select(p => p.Name));
        Assert.Contains("level 1", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_pipe_a_decision_is_waited_for_with_card_and_code_3()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Contradictory();

        var text = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder);
        var json = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--format", "json");

        Assert.True(text.Code == 3, text.Out + text.Error);
        Assert.Contains("Decision card 1", text.Out, StringComparison.Ordinal);
        Assert.Contains("--answer", text.Out, StringComparison.Ordinal);
        Assert.Equal(3, json.Code);
        Assert.Equal("waiting", json.Document.GetProperty("outcome").GetProperty("kind").GetString());
        var card = json.Document.GetProperty("card");
        Assert.Equal("stop", card.GetProperty("safeDefault").GetString());
        var options = card.GetProperty("options").EnumerateArray().ToList();
        Assert.Equal(["retry", "stop"], options.TakeLast(2).Select(o => o.GetProperty("key").GetString()));
        Assert.Equal("A", options[0].GetProperty("key").GetString());
        Assert.All(options.SkipLast(2), o => Assert.NotEqual(JsonValueKind.Null, o.GetProperty("verified").ValueKind));
        crate.IsUntouched();
    }

    [Fact]
    public async Task An_option_that_is_chosen_is_carried_out()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Contradictory();

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--answer", "A", "--format", "json");

        Assert.True(ended.Code == 0, ended.Out + ended.Error);
        Assert.Equal("resolved", ended.Document.GetProperty("outcome").GetProperty("kind").GetString());
        Assert.Equal(4, ended.Document.GetProperty("outcome").GetProperty("level").GetInt32());
        crate.IsChanged();
    }

    [Fact]
    public async Task Stop_restores_and_is_unresolved()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Contradictory();

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--answer", "stop", "--format", "json");

        Assert.Equal(4, ended.Code);
        Assert.Equal("unresolved", ended.Document.GetProperty("outcome").GetProperty("kind").GetString());
        Assert.Equal("stopped", ended.Document.GetProperty("outcome").GetProperty("reason").GetString());
        crate.IsUntouched();
    }

    [Fact]
    public async Task An_answer_that_the_card_does_not_have_is_named_and_the_card_is_not_lost()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Contradictory();

        var ended = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--answer", "Z");

        ended.IsBadInput("'Z'", "--answer", "retry, stop");
        Assert.Contains("Decision card 1", ended.Out, StringComparison.Ordinal);
        crate.IsUntouched();
    }

    [Fact]
    public async Task Out_holds_the_case_as_lines_that_scorecard_reads()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();
        using var sound = TestCrate.Sound();
        var (resolved, completed) = (Path.Combine(crate.Parent, "a.jsonl"), Path.Combine(sound.Parent, "b.jsonl"));

        await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--out", resolved);
        await Command.RunAsync("run", "rust-pro", "--workspace", sound.Folder, "--out", completed);
        var card = await Command.RunAsync("scorecard", resolved, completed, "--format", "json");

        var events = (await File.ReadAllLinesAsync(resolved, TestContext.Current.CancellationToken)).Select(CaseJson.ReadLine).ToList();
        Assert.IsType<CaseOpened>(events[0]);
        Assert.IsType<CaseClosed>(events[^1]);
        Assert.True(card.Code == 0, card.Error);
        Assert.Equal(2, card.Document.GetProperty("total").GetProperty("tasks").GetInt32());
    }
}
