using System.Net;
using System.Text.Json;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Testing.Tests.Scripting;

public sealed class ScriptedChatClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turns_are_given_in_order_and_rules_come_first()
    {
        var script = new ChatScript()
            .Next("one")
            .Next("two")
            .When(call => call.Contains("E0382"), ScriptedAnswer.Say("clone it"), times: 1);
        using var client = new ScriptedChatClient(script);

        Assert.Equal("one", (await client.GetResponseAsync("hello", cancellationToken: Token)).Text);
        Assert.Equal("clone it", (await client.GetResponseAsync("error[E0382]", cancellationToken: Token)).Text);
        Assert.Equal("two", (await client.GetResponseAsync("error[E0382]", cancellationToken: Token)).Text);
        Assert.Equal(0, script.TurnsLeft);
        Assert.Equal([1, 2, 3], script.Calls.Select(call => call.Number));
    }

    [Fact]
    public async Task A_call_too_many_says_which_and_what_to_add()
    {
        using var client = new ScriptedChatClient(new ChatScript().Next("only"));
        await client.GetResponseAsync("first", cancellationToken: Token);

        var error = await Assert.ThrowsAsync<ScriptEndedException>(
            () => client.GetResponseAsync("second", new ChatOptions { ModelId = "m" }, Token));

        Assert.Contains("call 2 (model m", error.Message, StringComparison.Ordinal);
        Assert.Contains("second", error.Message, StringComparison.Ordinal);
        Assert.Contains("Add a turn", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_is_by_the_clock_that_was_given()
    {
        var time = new FakeTimeProvider();
        using var client = new ScriptedChatClient(new ChatScript().Next(ScriptedAnswer.Say("late") with { Delay = TimeSpan.FromHours(1) }), time);

        var answer = client.GetResponseAsync("hello", cancellationToken: Token);
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(answer.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("late", (await answer).Text);
    }

    [Fact]
    public async Task A_tool_call_has_its_arguments_and_a_name_that_nobody_checks()
    {
        using var client = new ScriptedChatClient(new ChatScript().Next(ScriptedAnswer.Call("no_such_tool", """{"path":"src/lib.rs"}""")));

        var response = await client.GetResponseAsync("hello", cancellationToken: Token);

        var call = Assert.IsType<FunctionCallContent>(Assert.Single(Assert.Single(response.Messages).Contents));
        Assert.Equal("no_such_tool", call.Name);
        Assert.Equal("src/lib.rs", call.Arguments!["path"]!.ToString());
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task Pieces_make_the_whole_and_the_usage_comes_last()
    {
        const string Text = "A text with an emoji 🦀 that no piece may cut, and more of it so that there are several.";
        using var client = new ScriptedChatClient(new ChatScript().Next(ScriptedAnswer.Say(Text) with { InputTokens = 7, OutputTokens = 11 }));

        var updates = await client.GetStreamingResponseAsync("hello", cancellationToken: Token).ToListAsync(Token);

        Assert.True(updates.Count > 3);
        Assert.All(updates, update => Assert.False(update.Text.Length > 0 && char.IsHighSurrogate(update.Text[^1])));
        var response = updates.ToChatResponse();
        Assert.Equal(Text, response.Text);
        Assert.Equal(18, response.Usage!.TotalTokenCount);
    }

    [Fact]
    public async Task Faults_are_the_exceptions_that_clients_over_http_throw()
    {
        using var client = new ScriptedChatClient(new ChatScript().Next(
            ScriptedAnswer.Fail(ScriptedFault.TooManyRequests(TimeSpan.FromSeconds(2))),
            ScriptedAnswer.Fail(ScriptedFault.DroppedConnection),
            ScriptedAnswer.Fail(ScriptedFault.Html()),
            ScriptedAnswer.Fail(ScriptedFault.DroppedMidAnswer)));

        var busy = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetResponseAsync("a", cancellationToken: Token));
        Assert.Equal(HttpStatusCode.TooManyRequests, busy.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetResponseAsync("a", cancellationToken: Token));
        await Assert.ThrowsAsync<JsonException>(() => client.GetResponseAsync("a", cancellationToken: Token));
        await Assert.ThrowsAsync<HttpIOException>(async () => await client.GetStreamingResponseAsync("a", cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Silence_lasts_until_the_caller_gives_up()
    {
        using var client = new ScriptedChatClient(new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.Silence)), new FakeTimeProvider());
        using var stop = new CancellationTokenSource();

        var answer = client.GetResponseAsync("hello", cancellationToken: stop.Token);
        Assert.False(answer.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }
}
