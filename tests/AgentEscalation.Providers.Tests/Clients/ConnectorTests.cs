using System.Net;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Providers.Tests.Clients;

/// <summary>Every connector over real HTTP: what it brings, and what it makes of each fault.</summary>
public sealed class ConnectorTests
{
    private static readonly ScriptedAnswer Good = ScriptedAnswer.Say("good") with { InputTokens = 12, OutputTokens = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => Connection.Kinds;

    public static TheoryData<string, string> Passing => Each(
        "429", "500", "503", "dropped", "dropped in the middle", "truncated", "invalid", "page from a gateway");

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_text_comes_with_its_usage(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next(Good));

        var response = await connection.Client.GetResponseAsync([new(ChatRole.System, "be short"), new(ChatRole.User, "hello")], cancellationToken: Token);

        Assert.Equal("good", response.Text);
        Assert.Equal((12L, 3L), (response.Usage!.InputTokenCount!.Value, response.Usage.OutputTokenCount!.Value));
        var call = Assert.Single(connection.Endpoint.Script.Calls);
        Assert.Equal("small", call.Model);
        Assert.Contains("be short", call.Text, StringComparison.Ordinal);
        Assert.Contains("hello", call.LastText, StringComparison.Ordinal);
        Assert.Equal("small", connection.Client.GetService<ChatClientMetadata>()!.DefaultModelId);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Tools_are_called_and_their_results_go_back(string kind)
    {
        var script = new ChatScript().Next(ScriptedAnswer.Call("read_file", """{"path":"src/lib.rs"}""")).Next(Good);
        await using var connection = await Connection.OpenAsync(kind, script);
        using var client = connection.Client.AsBuilder().UseFunctionInvocation().Build();

        var response = await client.GetResponseAsync(
            "repair it", new ChatOptions { Tools = [AIFunctionFactory.Create((string path) => $"contents of {path}", "read_file")] }, Token);

        Assert.Equal("good", response.Text);
        Assert.Equal(["read_file"], script.Calls[0].Tools);
        Assert.Contains("contents of src/lib.rs", script.Calls[1].LastText, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_call_to_a_tool_that_does_not_exist_is_handed_on_as_it_is(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next(ScriptedAnswer.Call("rm_rf", """{"path":"/"}""")));

        var response = await connection.Client.GetResponseAsync("repair it", cancellationToken: Token);

        Assert.Equal("rm_rf", Assert.Single(response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()).Name);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Pieces_make_the_whole(string kind)
    {
        const string Text = "An answer that comes in several pieces, one after the other.";
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next(Text));

        var updates = await connection.Client.GetStreamingResponseAsync("go", cancellationToken: Token).ToListAsync(Token);

        Assert.True(updates.Count(update => update.Text.Length > 0) > 3);
        Assert.Equal(Text, updates.ToChatResponse().Text);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task JSON_is_asked_for_in_the_protocols_own_way(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next("""{"value":1}"""));

        await connection.Client.GetResponseAsync<Answer>("go", cancellationToken: Token);

        Assert.True(Assert.Single(connection.Endpoint.Script.Calls).WantsJson);
    }

    [Theory, MemberData(nameof(Passing))]
    public async Task What_may_pass_is_tried_again(string kind, string fault)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next(Of(fault), Of(fault), Good));

        Assert.Equal("good", (await connection.Client.GetResponseAsync("go", cancellationToken: Token)).Text);
        Assert.Equal(3, connection.Endpoint.Requests.Length);
        Assert.Single(connection.Endpoint.Requests.Select(request => request.Body).Distinct());
    }

    [Theory, MemberData(nameof(Passing))]
    public async Task Tries_are_bounded_and_the_error_names_the_provider(string kind, string fault)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Always(Of(fault)), settings: ("Retries", "2"));

        var error = await Assert.ThrowsAsync<ProviderException>(() => connection.Client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Contains(" (provider 'it', small at http://127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, connection.Endpoint.Requests.Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Retry_after_is_waited_for_and_one_that_is_too_long_is_not(string kind)
    {
        var time = new HastyTime(TimeSpan.FromSeconds(90));
        var script = new ChatScript().Next(ScriptedAnswer.Fail(ScriptedFault.TooManyRequests(TimeSpan.FromSeconds(17))), Good)
            .Next(ScriptedAnswer.Fail(ScriptedFault.TooManyRequests(TimeSpan.FromSeconds(600))));
        await using var connection = await Connection.OpenAsync(kind, script, time);

        Assert.Equal("good", (await connection.Client.GetResponseAsync("go", cancellationToken: Token)).Text);
        Assert.Contains(TimeSpan.FromSeconds(17), time.Waits);
        var error = await Assert.ThrowsAsync<ProviderException>(() => connection.Client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Equal(HttpStatusCode.TooManyRequests, error.Status);
        Assert.Equal(3, connection.Endpoint.Requests.Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_try_that_takes_too_long_is_given_up(string kind)
    {
        // Every wait is over at once for this clock: the time-out, too.
        var time = new HastyTime(TimeSpan.FromSeconds(90));
        await using var connection = await Connection.OpenAsync(
            kind, new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.Silence)), time, null, ("TryTimeout", "00:00:30"), ("Retries", "1"));

        var error = await Assert.ThrowsAsync<ProviderException>(() => connection.Client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Contains("longer than 30 s", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, time.Waits.Count(wait => wait == TimeSpan.FromSeconds(30)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Cancellation_in_the_middle_of_a_call_ends_it(string kind)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var script = new ChatScript().Next(_ =>
        {
            stop.CancelAfter(1);
            return ScriptedAnswer.Fail(ScriptedFault.Silence);
        });
        await using var connection = await Connection.OpenAsync(kind, script);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connection.Client.GetResponseAsync("go", cancellationToken: stop.Token));
        Assert.Single(connection.Endpoint.Requests);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_web_page_is_named_as_one_and_not_asked_for_again(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.Html())));

        var error = await Assert.ThrowsAsync<ProviderException>(() => connection.Client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Contains("web page (200, text/html), not with JSON. Check Endpoint: http://127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.Single(connection.Endpoint.Requests);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_model_that_nobody_serves_and_a_wrong_key_have_their_mend(string kind)
    {
        await using var unknown = await Connection.OpenAsync(kind, new ChatScript(), null, new() { Key = Connection.Key, Models = ["large"] });
        await using var locked = await Connection.OpenAsync(kind, new ChatScript(), null, new() { Key = "another" });

        var missing = await Assert.ThrowsAsync<ProviderException>(() => unknown.Client.GetResponseAsync("go", cancellationToken: Token));
        var refused = await Assert.ThrowsAsync<ProviderException>(() => locked.Client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Contains("Check the model's id", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Check the key in 'IT_KEY'", refused.Message, StringComparison.Ordinal);
        Assert.Single(unknown.Endpoint.Requests);
        Assert.Single(locked.Endpoint.Requests);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Ten_megabytes_are_too_many_whole_and_in_pieces(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Always(ScriptedAnswer.OfSize(10 * 1024 * 1024)));

        var whole = await Assert.ThrowsAsync<ProviderException>(() => connection.Client.GetResponseAsync("go", cancellationToken: Token));
        var pieces = await Assert.ThrowsAsync<ProviderException>(
            async () => await connection.Client.GetStreamingResponseAsync("go", cancellationToken: Token).ToListAsync(Token));

        Assert.Contains("longer than 4194304 bytes", whole.Message, StringComparison.Ordinal);
        Assert.Contains("longer than 4194304 bytes", pieces.Message, StringComparison.Ordinal);
        Assert.Equal(2, connection.Endpoint.Requests.Length);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_stream_that_breaks_off_is_an_error(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.DroppedMidAnswer)));

        await Assert.ThrowsAsync<ProviderException>(
            async () => await connection.Client.GetStreamingResponseAsync("go", cancellationToken: Token).ToListAsync(Token));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_refusal_can_be_told_from_an_answer(string kind)
    {
        await using var connection = await Connection.OpenAsync(kind, new ChatScript().Next(ScriptedAnswer.Refuse("I cannot help with that")));

        var response = await connection.Client.GetResponseAsync("go", cancellationToken: Token);

        // Ollama has no form for it: there a refusal is a text like any other.
        Assert.True(kind == "ollama"
            || response.FinishReason == ChatFinishReason.ContentFilter
            || response.FinishReason?.Value == "refusal"
            || response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().Any());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_key_is_in_the_header_and_in_no_error(string kind)
    {
        await using var connection = await Connection.OpenAsync(
            kind, new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.Status(400, $"bad request with {Connection.Key} in it"))));

        var error = await Assert.ThrowsAsync<ProviderException>(() => connection.Client.GetResponseAsync("go", cancellationToken: Token));

        Assert.Contains(Connection.Key, string.Join('\n', Assert.Single(connection.Endpoint.Requests).Headers.Values), StringComparison.Ordinal);
        Assert.DoesNotContain(Connection.Key, error.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, error.Status);
    }

    private static TheoryData<string, string> Each(params string[] faults)
    {
        var data = new TheoryData<string, string>();
        foreach (var kind in Connection.Kinds)
        {
            foreach (var fault in faults)
            {
                data.Add(kind.Data, fault);
            }
        }

        return data;
    }

    private static ScriptedAnswer Of(string fault) => ScriptedAnswer.Fail(fault switch
    {
        "429" => ScriptedFault.TooManyRequests(),
        "500" => ScriptedFault.ServerError(),
        "503" => ScriptedFault.ServerError(503),
        "dropped" => ScriptedFault.DroppedConnection,
        "dropped in the middle" => ScriptedFault.DroppedMidAnswer,
        "truncated" => ScriptedFault.TruncatedBody,
        "invalid" => ScriptedFault.InvalidBody,
        _ => ScriptedFault.Html(502),
    });

    private sealed record Answer(int Value);
}
