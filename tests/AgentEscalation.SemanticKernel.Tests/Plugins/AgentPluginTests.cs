using System.Text.Json;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests.Plugins;

public sealed class AgentPluginTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_kernel_gets_a_plugin_for_each_agent_and_one_for_cases()
    {
        var kernel = Host.Kernel(_ => { });
        kernel.Plugins.AddAgents(kernel.Services);
        Assert.Equal(
            [
                "backend_coordinator-consult", "escalation-case_status", "escalation-pending_decisions", "escalation-report_problem", "escalation-scorecard",
                "performance_architect-consult", "rust_pro-work", "systems_architect-review", "tech_lead_orchestrator-review",
            ],
            kernel.Plugins.SelectMany(plugin => plugin).Select(function => $"{function.PluginName}-{function.Name}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Advisers_that_ask_one_another_through_the_kernel_end_by_construction()
    {
        var asked = 0;
        Kernel kernel = null!;
        Adviser Asking(string plugin, string function) => new(async (_, token) =>
        {
            asked++;
            var answer = await kernel.InvokeAsync<string>(plugin, function, new() { ["problem"] = "you say", ["attempted"] = "asked you", ["error"] = "none" }, token);
            return Guidance.Of(answer!);
        });
        kernel = Host.Kernel(ladder => ladder
            .AddAdviser("backend-coordinator", Asking("tech_lead_orchestrator", "review")).AddAdviser("tech-lead-orchestrator", Asking("backend_coordinator", "consult")));
        kernel.Plugins.AddAgents(kernel.Services);

        var answer = await kernel.InvokeAsync<string>(
            "backend_coordinator", "consult", new() { ["problem"] = "p", ["attempted"] = "a", ["error"] = "e" }, TestContext.Current.CancellationToken);

        Assert.Equal(3, asked);
        Assert.Contains("3 deep at most", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_named_agents_are_added_when_some_are_named()
    {
        var kernel = Host.Kernel(_ => { });
        var added = kernel.Plugins.AddAgents(kernel.Services, "rust-pro");
        Assert.Equal(["rust_pro", "escalation"], added.Select(plugin => plugin.Name));
        Assert.Equal(2, kernel.Plugins.Count);
    }

    [Fact]
    public void Adding_twice_does_nothing()
    {
        var kernel = Host.Kernel(_ => { });
        kernel.Plugins.AddAgents(kernel.Services);
        Assert.Empty(kernel.Plugins.AddAgents(kernel.Services));
        Assert.Equal(6, kernel.Plugins.Count);
    }

    [Fact]
    public void A_name_that_is_taken_is_told_with_the_mend_and_nothing_is_added()
    {
        var kernel = Host.Kernel(_ => { });
        kernel.Plugins.AddFromFunctions("Rust_Pro", [KernelFunctionFactory.CreateFromMethod(() => "own", "own")]);
        var e = Assert.Throws<InvalidOperationException>(() => kernel.Plugins.AddAgents(kernel.Services));
        Assert.Contains("a plugin 'rust_pro' already", e.Message, StringComparison.Ordinal);
        Assert.Contains("AddAgents(services, ", e.Message, StringComparison.Ordinal);
        Assert.Single(kernel.Plugins);
    }

    [Fact]
    public void Two_agents_that_would_be_the_same_plugin_are_told()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", "---\nname: sql-pro\ndescription: SQL\n---\nbody");
        folder.File("b.md", "---\nname: sql_pro\ndescription: SQL\n---\nbody");
        var kernel = Host.Kernel(ladder => ladder.AddAgents(folder.Path));
        var e = Assert.Throws<InvalidOperationException>(() => kernel.Plugins.AddAgents(kernel.Services));
        Assert.Contains("'sql-pro'", e.Message, StringComparison.Ordinal);
        Assert.Contains("'sql_pro'", e.Message, StringComparison.Ordinal);
        Assert.Empty(kernel.Plugins);
    }

    [Fact]
    public void An_agent_called_like_the_plugin_for_cases_is_told()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", "---\nname: escalation\ndescription: x\n---\nbody");
        var kernel = Host.Kernel(ladder => ladder.AddAgents(folder.Path));
        Assert.Throws<InvalidOperationException>(() => kernel.Plugins.AddAgents(kernel.Services));
        Assert.Empty(kernel.Plugins);
    }

    [Fact]
    public void An_unknown_agent_is_told()
    {
        var kernel = Host.Kernel(_ => { });
        var e = Assert.Throws<AgentNotFoundException>(() => kernel.Plugins.AddAgents(kernel.Services, "rust-por"));
        Assert.Contains("rust-pro", e.Message, StringComparison.Ordinal);
        Assert.Empty(kernel.Plugins);
    }

    [Fact]
    public void Services_without_the_ladder_are_told()
    {
        var kernel = new Kernel();
        Assert.Contains("AddAgentEscalation", Assert.Throws<InvalidOperationException>(() => kernel.Plugins.AddAgents(kernel.Services)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_description_is_cut_before_its_examples_and_at_a_word()
    {
        using var folder = new ScratchFolder();
        var words = string.Join(' ', Enumerable.Repeat("borrowing", 200));
        folder.File("a.md", $"---\nname: long-pro\ndescription: {words}\n---\nbody");
        folder.File("b.md", "---\nname: told-pro\ndescription: \"Mends things.\\nExamples:\\n<example>user: hello</example>\"\n---\nbody");
        var kernel = Host.Kernel(ladder => ladder.AddAgents(folder.Path));
        kernel.Plugins.AddAgents(kernel.Services);
        var cut = kernel.Plugins["long_pro"].Description;
        Assert.InRange(cut.Length, 500, 600);
        Assert.EndsWith("borrowing…", cut, StringComparison.Ordinal);
        Assert.Equal("Mends things.", kernel.Plugins["told_pro"].Description);
        Assert.All(kernel.Plugins.SelectMany(plugin => plugin), function => Assert.InRange(function.Description.Length, 40, 1024));
    }

    [Fact]
    public void Names_are_what_kernels_and_models_take()
    {
        using var folder = new ScratchFolder();
        folder.File("a.md", $"---\nname: {new string('x', 90)}\ndescription: x\n---\nbody");
        folder.File("b.md", "---\nname: 日本\ndescription: x\n---\nbody");
        var kernel = Host.Kernel(ladder => ladder.AddAgents(folder.Path));
        kernel.Plugins.AddAgents(kernel.Services);
        Assert.All(kernel.Plugins.SelectMany(plugin => plugin), function => Assert.Matches("^[A-Za-z0-9_]{1,64}$", $"{function.PluginName}_{function.Name}"));
    }

    [Fact]
    public async Task Work_runs_the_specialist_in_the_named_workspace_and_tells_level_attempts_and_verdict()
    {
        using var folder = new ScratchFolder();
        var file = folder.File("answer.txt", "41");
        var works = 0;
        var kernel = Host.Kernel(ladder => ladder
            .AddWorkspace("api", folder.Path, new Verifier(attempt =>
                attempt.Workspace!.ReadText("answer.txt") == "42"
                    ? Verdict.VerifiedWith("the answer is right") : Verdict.Failed("the answer is wrong", "wrong-answer")))
            .AddSpecialist("rust-pro", new Specialist(async (attempt, token) =>
            {
                await File.WriteAllTextAsync(attempt.Workspace!.Resolve("answer.txt"), ++works < 3 ? "40" : "42", token);
                return default;
            })));
        kernel.Plugins.AddAgents(kernel.Services);

        var answer = await AskAsync(kernel, "rust_pro", "work", new() { ["task"] = "make it right", ["workspace"] = "api" });
        Assert.Equal("resolved", answer.GetProperty("status").GetString());
        Assert.True(answer.GetProperty("verified").GetBoolean());
        Assert.Equal(1, answer.GetProperty("level").GetInt32());
        Assert.Equal(2, answer.GetProperty("attempts").GetInt32());
        Assert.Equal("verified", answer.GetProperty("verdict").GetString());
        Assert.Equal("the answer is right", answer.GetProperty("summary").GetString());
        Assert.Equal("answer.txt", answer.GetProperty("changed")[0].GetString());
        Assert.Equal("42", await File.ReadAllTextAsync(file, Token));

        var status = await AskAsync(kernel, "escalation", "case_status", new() { ["caseId"] = answer.GetProperty("case").GetString() });
        Assert.Equal("closed", status.GetProperty("status").GetString());
        Assert.Equal("resolved", status.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("/etc")]
    [InlineData("web")]
    [InlineData("")]
    public async Task A_workspace_that_is_not_registered_is_refused_with_the_names_there_are(string workspace)
    {
        using var folder = new ScratchFolder();
        var worked = false;
        var kernel = Host.Kernel(ladder => ladder
            .AddWorkspace("api", folder.Path)
            .AddSpecialist("", new Specialist(_ => worked = true))
            .AddVerifier("", new Verifier(_ => Verdict.Verified)));
        kernel.Plugins.AddAgents(kernel.Services);
        foreach (var (plugin, function) in new[] { ("rust_pro", "work"), ("escalation", "report_problem") })
        {
            var answer = await AskAsync(kernel, plugin, function, new()
            {
                ["agent"] = "rust-pro", ["task"] = "mend it", ["error"] = "it broke", ["workspace"] = workspace,
            });
            Assert.Equal("refused", answer.GetProperty("status").GetString());
            Assert.Contains("api", answer.GetProperty("problem").GetString(), StringComparison.Ordinal);
        }

        Assert.False(worked);
    }

    [Fact]
    public async Task An_agent_for_whom_nobody_works_says_so()
    {
        var kernel = Host.Kernel(_ => { });
        kernel.Plugins.AddAgents(kernel.Services);
        var work = await AskAsync(kernel, "rust_pro", "work", new() { ["task"] = "mend it" });
        Assert.Contains("Nobody works for agent 'rust-pro'", work.GetProperty("problem").GetString(), StringComparison.Ordinal);
        var consult = await AskAsync(kernel, "backend_coordinator", "consult", Report());
        Assert.Contains("no adviser 'backend-coordinator'", consult.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_of_an_unknown_exception_stays_in_the_host()
    {
        var kernel = Host.Kernel(ladder => ladder.AddAdviser("backend-coordinator", new Adviser((CaseReport _) => throw new InvalidOperationException("inner secret"))));
        kernel.Plugins.AddAgents(kernel.Services);
        var answer = await AskAsync(kernel, "backend_coordinator", "consult", Report());
        Assert.Equal("refused", answer.GetProperty("status").GetString());
        Assert.DoesNotContain("secret", answer.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consult_and_review_take_a_report_and_give_guidance()
    {
        List<CaseReport> seen = [];
        var adviser = new Adviser(report =>
        {
            seen.Add(report);
            return Guidance.Of("borrow it later") with { Steps = [new("pattern", System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("id", "hoist"))] };
        });
        var kernel = Host.Kernel(ladder => ladder.AddAdviser("", adviser));
        kernel.Plugins.AddAgents(kernel.Services);
        var consult = await AskAsync(kernel, "backend_coordinator", "consult", Report());
        await AskAsync(kernel, "tech_lead_orchestrator", "review", Report());

        Assert.Equal("answered", consult.GetProperty("status").GetString());
        Assert.Equal("backend-coordinator", consult.GetProperty("from").GetString());
        Assert.Equal("borrow it later", consult.GetProperty("guidance").GetString());
        Assert.Equal("hoist", consult.GetProperty("steps")[0].GetProperty("id").GetString());
        Assert.Equal([Level.PeerConsultation, Level.ArchitectureReview], seen.Select(report => report.Level));
        Assert.Equal(("it does not build", "cleaned it", "E0502"), (seen[0].Problem, seen[0].Attempted.Value, seen[0].Error.Value));
    }

    [Fact]
    public async Task Report_problem_opens_the_case_at_once_and_a_waiting_case_is_told_but_cannot_be_decided()
    {
        var kernel = Host.Kernel(ladder => ladder
            .AddSpecialist("", new Specialist())
            .AddVerifier("", new Verifier(_ => Verdict.Failed("still broken", "broken"))));
        kernel.Plugins.AddAgents(kernel.Services);
        var answer = await AskAsync(kernel, "escalation", "report_problem", new() { ["agent"] = "rust-pro", ["task"] = "mend it", ["error"] = "it broke" });
        Assert.Equal("waiting", answer.GetProperty("status").GetString());
        Assert.False(answer.GetProperty("verified").GetBoolean());
        Assert.Equal("failed", answer.GetProperty("verdict").GetString());
        Assert.Equal("still broken", answer.GetProperty("error").GetProperty("text").GetString());

        var pending = await AskAsync(kernel, "escalation", "pending_decisions", []);
        var card = Assert.Single(pending.GetProperty("pending").EnumerateArray().ToList());
        Assert.Equal(answer.GetProperty("case").GetString(), card.GetProperty("case").GetString());
        Assert.Equal(["retry", "stop"], card.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("key").GetString()));
        var status = await AskAsync(kernel, "escalation", "case_status", new() { ["caseId"] = answer.GetProperty("case").GetString() });
        Assert.Equal("waiting", status.GetProperty("status").GetString());
        Assert.DoesNotContain(kernel.Plugins["escalation"], function => function.Name.Contains("decide", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_coordinator_is_no_specialist_to_report_to()
    {
        var kernel = Host.Kernel(ladder => ladder.AddSpecialist("", new Specialist()).AddVerifier("", new Verifier(_ => Verdict.Verified)));
        kernel.Plugins.AddAgents(kernel.Services);
        var answer = await AskAsync(kernel, "escalation", "report_problem", new() { ["agent"] = "backend-coordinator", ["task"] = "t", ["error"] = "e" });
        Assert.Contains("rust-pro", answer.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not an id")]
    [InlineData("00000000000000000000000000000001")]
    public async Task A_case_that_is_not_known_is_said_to_be_so(string id)
    {
        var kernel = Host.Kernel(_ => { });
        kernel.Plugins.AddAgents(kernel.Services);
        var answer = await AskAsync(kernel, "escalation", "case_status", new() { ["caseId"] = id });
        Assert.Equal("refused", answer.GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_scorecard_is_told_for_all_and_for_one()
    {
        var kernel = Host.Kernel(ladder => ladder.AddSpecialist("", new Specialist()).AddVerifier("", new Verifier(_ => Verdict.Verified)));
        kernel.Plugins.AddAgents(kernel.Services);
        await AskAsync(kernel, "rust_pro", "work", new() { ["task"] = "mend it" });
        var all = await AskAsync(kernel, "escalation", "scorecard", []);
        Assert.Equal(1, all.GetProperty("completed").GetInt32());
        Assert.Equal(4, all.GetProperty("levels").GetArrayLength());
        Assert.All(all.GetProperty("levels").EnumerateArray(), level => Assert.Equal((0, 0), (level.GetProperty("calls").GetInt32(), level.GetProperty("tokens").GetInt32())));
        var one = await AskAsync(kernel, "escalation", "scorecard", new() { ["agent"] = "rust-pro" });
        Assert.Equal("rust-pro", one.GetProperty("of").GetString());
        var none = await AskAsync(kernel, "escalation", "scorecard", new() { ["agent"] = "nobody" });
        Assert.Equal("refused", none.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Agents_that_give_one_another_work_end_three_deep()
    {
        var works = 0;
        Kernel kernel = null!;
        kernel = Host.Kernel(ladder => ladder
            .AddSpecialist("", new Specialist(async (_, token) =>
            {
                works++;
                await kernel.InvokeAsync("rust_pro", "work", new() { ["task"] = "you do it" }, token);
                return default;
            }))
            .AddVerifier("", new Verifier(_ => Verdict.Verified)));
        kernel.Plugins.AddAgents(kernel.Services);
        await AskAsync(kernel, "rust_pro", "work", new() { ["task"] = "do it" });
        Assert.Equal(3, works);
    }

    [Fact]
    public async Task Cancellation_is_thrown_and_not_told()
    {
        using var source = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var kernel = Host.Kernel(ladder => ladder
            .AddSpecialist("", new Specialist(async (_, token) =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return default;
            }))
            .AddVerifier("", new Verifier(_ => Verdict.Verified)));
        kernel.Plugins.AddAgents(kernel.Services);
        var asking = kernel.InvokeAsync("rust_pro", "work", new() { ["task"] = "do it" }, source.Token);
        await begun.Task;
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_task_that_is_too_long_is_refused()
    {
        var kernel = Host.Kernel(ladder => ladder.AddSpecialist("", new Specialist()).AddVerifier("", new Verifier(_ => Verdict.Verified)));
        kernel.Plugins.AddAgents(kernel.Services);
        var answer = await AskAsync(kernel, "rust_pro", "work", new() { ["task"] = new string('x', 20_000) });
        Assert.Contains("20000", answer.GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    private static KernelArguments Report() =>
        new() { ["problem"] = "it does not build", ["attempted"] = "cleaned it", ["error"] = "E0502" };

    private static async Task<JsonElement> AskAsync(Kernel kernel, string plugin, string function, KernelArguments arguments) =>
        JsonDocument.Parse((await kernel.InvokeAsync<string>(plugin, function, arguments, Token))!).RootElement;
}
