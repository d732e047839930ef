using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;
using AgentEscalation.Cases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests.Functions;

public sealed class EscalateFunctionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeatable_function_whose_error_passes_gives_its_verified_result()
    {
        var build = new Build((n, _) => n < 2 ? throw new InvalidOperationException("the file is locked") : "built");
        var kernel = Kernel(build, f => f.Repeatable("Build-compile"));
        var result = await kernel.InvokeAsync(kernel.Plugins["Build"]["compile"], Arguments("x64"), Token);
        Assert.Equal("built", result.GetValue<string>());
        Assert.Equal(["x64", "x64"], build.Targets);
        Assert.Equal(1, result.Metadata!["agent_escalation.level"]);
        var total = kernel.Router().Scorecard.ToScorecard().Total;
        Assert.Equal((1, 0), (total.Resolved, total.Completed));
    }

    [Fact]
    public async Task A_function_that_is_not_repeatable_is_called_once_and_its_failure_consulted_about()
    {
        var asked = 0;
        var build = new Build((_, _) => throw new InvalidOperationException("the card is refused"));
        var kernel = Kernel(build, null, ladder => ladder.AddAdviser("", new Adviser(_ =>
        {
            asked++;
            return Guidance.Of("ask for another card");
        })));
        var e = await Assert.ThrowsAsync<FunctionUnresolvedException>(() => kernel.InvokeAsync("Build", "compile", Arguments("x64"), Token));
        Assert.Single(build.Targets);
        Assert.Equal(2, asked);
        Assert.IsType<InvalidOperationException>(e.InnerException);
        var account = JsonDocument.Parse(e.Message).RootElement;
        Assert.Equal("unresolved", account.GetProperty("status").GetString());
        Assert.Equal("invalid-operation", account.GetProperty("error").GetProperty("class").GetString());
        Assert.Equal("ask for another card", account.GetProperty("advice")[0].GetProperty("guidance").GetString());
        Assert.Contains("not marked as repeatable", account.GetProperty("notCalledAgain").GetString(), StringComparison.Ordinal);
        Assert.Null(e.Run!.Ticket);
    }

    [Fact]
    public async Task The_same_call_is_made_twice_at_most()
    {
        var build = new Build((_, _) => throw new InvalidOperationException("always"));
        var kernel = Kernel(build, f => f.Repeatable("Build-compile"), ladder => ladder.AddAdviser("", new Adviser(_ => Guidance.Of("try harder"))));
        await Assert.ThrowsAsync<FunctionUnresolvedException>(() => kernel.InvokeAsync("Build", "compile", Arguments("x64"), Token));
        Assert.Equal(2, build.Targets.Count);
    }

    [Fact]
    public async Task A_call_that_was_wrong_in_itself_is_not_repeated_as_it_was()
    {
        var build = new Build((_, _) => throw new ArgumentException("no such target"));
        var kernel = Kernel(build, f => f.Repeatable("Build-compile"));
        await Assert.ThrowsAsync<FunctionUnresolvedException>(() => kernel.InvokeAsync("Build", "compile", Arguments("x64"), Token));
        Assert.Single(build.Targets);
    }

    [Fact]
    public async Task Guidance_replaces_arguments_that_may_change()
    {
        var build = new Build((_, target) => target == "arm64" ? "built" : throw new ArgumentException("no such target"));
        var kernel = Kernel(build, f => f.Repeatable("Build-compile").ArgumentsMayChange("Build-compile", "target"), Advice("target", "arm64"));
        var given = Arguments("x64");
        var result = await kernel.InvokeAsync("Build", "compile", given, Token);
        Assert.Equal("built", result.GetValue<string>());
        Assert.Equal(["x64", "arm64"], build.Targets);
        Assert.Equal("target", result.Metadata!["agent_escalation.changed_arguments"]);
        Assert.Equal("x64", given["target"]);
    }

    [Theory]
    [InlineData("path", "/etc", "may not change")]
    [InlineData("other", "x", "does not have")]
    [InlineData("jobs", "\"many\"", "not integer")]
    [InlineData("jobs", "[1", "no JSON")]
    public async Task Guidance_that_would_do_more_is_not_acted_on(string argument, string value, string says)
    {
        var build = new Build((_, _) => throw new ArgumentException("no such target"));
        var kernel = Kernel(build, f => f.Repeatable("Build-compile").ArgumentsMayChange("Build-compile", "target", "jobs"), Advice(argument, value));
        var e = await Assert.ThrowsAsync<FunctionUnresolvedException>(() => kernel.InvokeAsync("Build", "compile", Arguments("x64"), Token));
        Assert.Single(build.Targets);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"isError": true, "content": "no"}""", true)]
    [InlineData("""{"error": "no"}""", true)]
    [InlineData("""{"error": null, "value": 1}""", false)]
    [InlineData("Error: the log of a run", false)]
    public async Task Returned_errors_are_told_by_their_structure(string returned, bool isError)
    {
        var kernel = Kernel(new Build((_, _) => returned), f => f.AccountAsResult());
        var result = await kernel.InvokeAsync<string>("Build", "compile", Arguments("x64"), Token);
        Assert.Equal(isError, result != returned);
    }

    [Fact]
    public async Task A_verifier_of_the_hosts_own_judges_the_first_result_already()
    {
        var build = new Build((n, _) => n < 2 ? "half" : "whole");
        var kernel = Kernel(build, f => f.Repeatable("Build-compile").Verify(
            "Build-compile", (result, _) => new(result.GetValue<string>() == "whole" ? Verdict.Verified : Verdict.Failed("only half", "half"))));
        Assert.Equal("whole", await kernel.InvokeAsync<string>("Build", "compile", Arguments("x64"), Token));
        Assert.Equal(2, build.Targets.Count);
    }

    [Fact]
    public async Task Functions_that_succeed_count_as_completed_and_others_stay_alone()
    {
        var kernel = Kernel(new Build((_, _) => "built"), f => f.Except("Build-other"));
        await kernel.InvokeAsync("Build", "compile", Arguments("x64"), Token);
        Assert.Equal(1, kernel.Router().Scorecard.ToScorecard().Total.Completed);
        var alone = Kernel(new Build((_, _) => throw new InvalidOperationException("as before")), f => f.Except("Build-*"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => alone.InvokeAsync("Build", "compile", Arguments("x64"), Token));
    }

    [Fact]
    public async Task The_callers_cancellation_is_no_failure()
    {
        using var source = new CancellationTokenSource();
        var kernel = Kernel(new Build((_, _) =>
        {
            source.Cancel();
            source.Token.ThrowIfCancellationRequested();
            return "";
        }), f => f.Repeatable("Build-compile"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => kernel.InvokeAsync("Build", "compile", Arguments("x64"), source.Token));
        Assert.Equal(0, kernel.Router().Scorecard.ToScorecard().Total.Tasks);
    }

    [Fact]
    public async Task What_a_function_calls_in_an_attempt_opens_no_case_of_its_own()
    {
        var outer = 0;
        var inner = 0;
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.Services.AddAgentEscalation().EscalateFunctions("rust-pro", f => f.Repeatable("Deep-outer").Except("Deep-none"));
        builder.Plugins.AddFromFunctions("Deep",
        [
            KernelFunctionFactory.CreateFromMethod(async (Kernel kernel, CancellationToken token) =>
            {
                outer++;
                return outer == 1 ? throw new InvalidOperationException("outer") : await kernel.InvokeAsync<string>("Deep", "inner", [], token);
            }, "outer"),
            KernelFunctionFactory.CreateFromMethod(string () => ++inner > 0 ? throw new InvalidOperationException("inner") : "", "inner"),
        ]);
        var kernel = builder.Build();
        await Assert.ThrowsAsync<FunctionUnresolvedException>(() => kernel.InvokeAsync("Deep", "outer", [], Token));
        Assert.Equal((2, 1), (outer, inner));
        var total = kernel.Router().Scorecard.ToScorecard().Total;
        Assert.Equal(1, total.Unresolved + total.Open);
    }

    [Fact]
    public async Task Calls_at_once_do_not_get_into_one_another()
    {
        var build = new Build((_, _) => "");
        var kernel = Kernel(build, f => f.Repeatable("Build-compile").ArgumentsMayChange("Build-compile", "target"));
        var failed = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        build.Do = (_, target) => failed.TryAdd(target, true) ? throw new InvalidOperationException($"{target} is busy") : target;
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(() =>
            kernel.InvokeAsync<string>("Build", "compile", Arguments($"t{n}"), Token), Token)));
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $"t{n}"), results);
        Assert.Equal(200, kernel.Router().Scorecard.ToScorecard().Total.Resolved);
    }

    [Fact]
    public void Arguments_of_a_function_that_is_never_called_again_cannot_change()
    {
        var e = Assert.Throws<InvalidOperationException>(() => Kernel(new Build((_, _) => ""), f => f.ArgumentsMayChange("Build-compile", "target")));
        Assert.Contains("Repeatable(\"Build-compile\")", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Build compile")]
    [InlineData("-compile")]
    [InlineData("*")]
    public void A_name_that_names_no_function_is_told(string name) =>
        Assert.Throws<ArgumentException>(() => Kernel(new Build((_, _) => ""), f => f.Repeatable(name)));

    [Fact]
    public async Task An_unknown_agent_is_told_at_the_first_call()
    {
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.Services.AddAgentEscalation().EscalateFunctions("rust-por");
        builder.Plugins.AddFromFunctions("Build", [KernelFunctionFactory.CreateFromMethod(() => "", "compile")]);
        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => builder.Build().InvokeAsync("Build", "compile", [], Token));
        Assert.Contains("rust-pro", e.Message, StringComparison.Ordinal);
    }

    private static Action<AgentEscalation.DependencyInjection.IAgentEscalationBuilder> Advice(string argument, string value) => ladder =>
        ladder.AddAdviser("", new Adviser(_ => Guidance.Of("use it") with
        {
            Steps = [new(GuidanceSteps.Arguments, ImmutableDictionary<string, string>.Empty.Add(argument, value))],
        }));

    private static Kernel Kernel(
        Build build, Action<EscalatedFunctions>? functions, Action<AgentEscalation.DependencyInjection.IAgentEscalationBuilder>? more = null) =>
        Host.Kernel(
            ladder =>
            {
                ladder.EscalateFunctions("rust-pro", functions);
                more?.Invoke(ladder);
            },
            builder => builder.Plugins.AddFromObject(build, "Build"));

    private static KernelArguments Arguments(string target) => new() { ["target"] = target, ["path"] = "." };

    private sealed class Build(Func<int, string, string> act)
    {
        private int _calls;

        public Func<int, string, string> Do { get; set; } = act;

        public List<string> Targets { get; } = [];

        [KernelFunction("compile"), Description("Compiles the project.")]
        public string Compile(string target, string path, int jobs = 1)
        {
            int n;
            lock (Targets)
            {
                Targets.Add(target);
                n = ++_calls;
            }

            return Do(n, target);
        }
    }
}
