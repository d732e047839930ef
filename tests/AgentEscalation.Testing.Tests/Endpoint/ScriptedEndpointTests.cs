using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using OpenAI;

namespace AgentEscalation.Testing.Tests.Endpoint;

public sealed class ScriptedEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_OpenAI_client_gets_texts_tool_calls_and_usage()
    {
        var script = new ChatScript()
            .Next(ScriptedAnswer.Call("read_file", """{"path":"src/lib.rs"}"""))
            .Next(ScriptedAnswer.Say("done") with { InputTokens = 100, OutputTokens = 5 });
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, token: Token);
        using var client = ClientOf(endpoint).AsBuilder().UseFunctionInvocation().Build();
        var read = AIFunctionFactory.Create((string path) => $"contents of {path}", "read_file");

        var response = await client.GetResponseAsync("repair it", new ChatOptions { Tools = [read] }, Token);

        Assert.Equal("done", response.Text);
        Assert.Equal(["read_file"], script.Calls[0].Tools);
        Assert.Contains("contents of src/lib.rs", script.Calls[1].LastText, StringComparison.Ordinal);
        Assert.True(response.Usage!.InputTokenCount >= 100);
    }

    [Fact]
    public async Task An_OpenAI_client_gets_pieces()
    {
        var script = new ChatScript().Next("An answer that comes in several pieces, one after the other.")
            .Next(ScriptedAnswer.Call("look", """{"at":1}"""));
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, token: Token);
        using var client = ClientOf(endpoint);

        var updates = await client.GetStreamingResponseAsync("go", cancellationToken: Token).ToListAsync(Token);
        var tools = await client.GetStreamingResponseAsync("go", cancellationToken: Token).ToChatResponseAsync(Token);

        Assert.True(updates.Count(update => update.Text.Length > 0) > 3);
        Assert.Equal("An answer that comes in several pieces, one after the other.", updates.ToChatResponse().Text);
        Assert.True(updates.ToChatResponse().Usage!.OutputTokenCount > 0);
        Assert.Equal("look", Assert.Single(tools.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()).Name);
        Assert.True(script.Calls[0].IsStreaming);
    }

    [Fact]
    public async Task A_refusal_is_one()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(new ChatScript().Next(ScriptedAnswer.Refuse("I cannot help")), token: Token);
        using var client = ClientOf(endpoint);

        var response = await client.GetResponseAsync("go", cancellationToken: Token);

        Assert.Equal("I cannot help", Assert.Single(response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>()).Message);
    }

    [Fact]
    public async Task Status_and_retry_after_arrive()
    {
        var script = new ChatScript().Next(ScriptedAnswer.Fail(ScriptedFault.TooManyRequests(TimeSpan.FromSeconds(3))));
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, token: Token);
        using var http = new HttpClient();

        using var response = await PostAsync(http, endpoint);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(3), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Connections_are_dropped_before_and_in_the_middle_of_an_answer()
    {
        var script = new ChatScript().Next(ScriptedAnswer.Fail(ScriptedFault.DroppedConnection), ScriptedAnswer.Fail(ScriptedFault.DroppedMidAnswer));
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, token: Token);
        using var http = new HttpClient();

        var before = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(http, endpoint));
        var middle = await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(http, endpoint));

        Assert.NotEqual(HttpRequestError.ConnectionError, before.HttpRequestError);
        Assert.NotNull(middle);
    }

    [Fact]
    public async Task A_cut_body_ends_in_order_and_is_no_json()
    {
        var script = new ChatScript().Next(ScriptedAnswer.Fail(ScriptedFault.TruncatedBody), ScriptedAnswer.Fail(ScriptedFault.InvalidBody));
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, token: Token);
        using var http = new HttpClient();

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var response = await PostAsync(http, endpoint);
            var body = await response.Content.ReadAsStringAsync(Token);
            Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
            Assert.NotEmpty(body);
            Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(body));
        }
    }

    [Fact]
    public async Task A_web_page_comes_as_a_web_page()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(new ChatScript().Next(ScriptedAnswer.Fail(ScriptedFault.Html())), token: Token);
        using var http = new HttpClient();

        using var response = await PostAsync(http, endpoint);

        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_megabytes_arrive_whole()
    {
        const int Size = 10 * 1024 * 1024;
        await using var endpoint = await ScriptedEndpoint.StartAsync(new ChatScript().Next(ScriptedAnswer.OfSize(Size)), token: Token);
        using var client = ClientOf(endpoint);

        Assert.Equal(Size, (await client.GetResponseAsync("go", cancellationToken: Token)).Text.Length);
    }

    [Fact]
    public async Task A_delay_is_by_the_clock_that_was_given()
    {
        var time = new FakeTimeProvider();
        var script = new ChatScript().Next(ScriptedAnswer.Say("late") with { Delay = TimeSpan.FromMinutes(10) });
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, new() { Time = time }, Token);
        using var client = ClientOf(endpoint);

        var answer = client.GetResponseAsync("go", cancellationToken: Token);
        while (!answer.IsCompleted)
        {
            // The request is on its way through a real socket: nobody but the answer tells when the delay began.
            time.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        Assert.Equal("late", (await answer).Text);
    }

    [Fact]
    public async Task A_missing_key_and_a_model_that_is_not_served_are_refused()
    {
        var script = new ChatScript().Always(ScriptedAnswer.Say("yes"));
        await using var endpoint = await ScriptedEndpoint.StartAsync(script, new() { Key = "right", Models = ["small"] }, Token);

        using var wrong = ClientOf(endpoint, "small", "wrong");
        using var large = ClientOf(endpoint, "large", "right");
        using var small = ClientOf(endpoint, "small", "right");

        Assert.Equal(401, (await Assert.ThrowsAsync<ClientResultException>(() => wrong.GetResponseAsync("go", cancellationToken: Token))).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<ClientResultException>(() => large.GetResponseAsync("go", cancellationToken: Token))).Status);
        Assert.Equal("yes", (await small.GetResponseAsync("go", cancellationToken: Token)).Text);
        Assert.Equal(3, endpoint.Requests.Length);
        Assert.Single(script.Calls);
    }

    [Fact]
    public async Task A_script_that_has_ended_is_an_error_that_nobody_retries()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(new ChatScript(), token: Token);
        using var client = ClientOf(endpoint);

        var error = await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Equal(400, error.Status);
        Assert.Contains("no answer for call 1", error.Message, StringComparison.Ordinal);
    }

    private static IChatClient ClientOf(ScriptedEndpoint endpoint, string model = "scripted", string key = "none") =>
        new OpenAIClient(
            new ApiKeyCredential(key),
            new OpenAIClientOptions { Endpoint = endpoint.OpenAIAddress, RetryPolicy = new ClientRetryPolicy(0) })
            .GetChatClient(model).AsIChatClient();

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, ScriptedEndpoint endpoint) => http.PostAsJsonAsync(
        new Uri(endpoint.Address, "v1/chat/completions"),
        new { model = "m", messages = new[] { new { role = "user", content = "go" } } },
        Token);
}
