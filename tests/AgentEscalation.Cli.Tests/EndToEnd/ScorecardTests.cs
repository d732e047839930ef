using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Cli.Tests.EndToEnd;

public sealed class ScorecardTests : IDisposable
{
    private const string Completed = """{"v":1,"kind":"taskEnded","at":"2024-01-01T00:00:00Z","agent":"rust-pro","outcome":"completed"}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("ae-score-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Cases_of_several_files_add_up_and_one_that_is_in_two_counts_once()
    {
        var one = Case(1, Level.SelfRecovery);
        var first = Write("first.jsonl", [.. one, .. Case(2, Level.UserDecision), Completed]);
        var second = Write("second.jsonl", [.. one.Take(1), "", Completed.Replace("completed", "cancelled", StringComparison.Ordinal), Completed]);

        var json = await Command.RunAsync("scorecard", first, second, "--format", "json");
        var text = await Command.RunAsync("scorecard", first, second);

        Assert.True(json.Code == 0, json.Error);
        var total = json.Document.GetProperty("total");
        Assert.Equal(4, total.GetProperty("tasks").GetInt32());
        Assert.Equal(2, total.GetProperty("completed").GetInt32());
        Assert.Equal(1, total.GetProperty("resolved").GetInt32());
        Assert.Equal(1, total.GetProperty("levels")[3].GetProperty("entered").GetInt32());
        Assert.Contains("< 2 % of tasks", text.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json", ":1")]
    [InlineData("{}", "'v'")]
    [InlineData("{\"v\":2,\"kind\":\"caseOpened\"}", "newer")]
    [InlineData("{\"v\":1,\"kind\":\"cardExpired\",\"at\":\"2024-01-01T00:00:00Z\",\"number\":1}", "caseOpened")]
    public async Task A_line_that_is_no_event_is_named(string line, string names)
    {
        var ended = await Command.RunAsync("scorecard", Write("cases.jsonl", line));

        ended.IsBadInput("cases.jsonl:1", names);
        Assert.Equal("", ended.Out);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named() => (await Command.RunAsync("scorecard", Path.Combine(_folder, "none.jsonl"))).IsBadInput("none.jsonl");

    private static string[] Case(byte id, Level last)
    {
        var catalog = AgentCatalog.BuiltIn;
        var at = DateTimeOffset.UnixEpoch;
        List<CaseEvent> events =
        [
            new CaseOpened(
                at, new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, id)), "rust-pro", "task", catalog.PolicyFor(catalog.Get("rust-pro")).Policy,
                new() { Text = "error", Class = "lifetime" }, null, TimeSpan.Zero, null, null),
            new AttemptStarted(at, Level.SelfRecovery, 1),
        ];
        if (last == Level.SelfRecovery)
        {
            events.Add(Ended(Verdict.Verified));
            events.Add(new CaseClosed(at, Outcome.Resolved(last)));
        }
        else
        {
            events.Add(Ended(Verdict.Failed("still")));
            events.Add(new Escalated(at, Level.SelfRecovery, Level.UserDecision, EscalationCause.MajorDecision, null));
            events.Add(new CaseClosed(at, Outcome.Unresolved(UnresolvedReason.Stopped, last)));
        }

        return [.. events.Select(CaseJson.WriteLine)];

        AttemptEnded Ended(Verdict verdict) => new(
            at, Level.SelfRecovery, 1, verdict, default, claimed: true, null, null, Usage.None, TimeSpan.FromSeconds(1), []);
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
