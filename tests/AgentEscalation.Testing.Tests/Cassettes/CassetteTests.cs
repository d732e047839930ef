using AgentEscalation.Testing.Cassettes;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Tests.Cassettes;

public sealed class CassetteTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task What_was_recorded_is_answered_again_for_the_same_calls_in_any_order()
    {
        using (var recording = new RecordingChatClient(new ScriptedChatClient(new ChatScript().Next("one").Next("two")), _path))
        {
            await recording.GetResponseAsync("first", cancellationToken: Token);
            await foreach (var update in recording.GetStreamingResponseAsync("second", cancellationToken: Token))
            {
                Assert.NotNull(update);
            }
        }

        using var replay = new ReplayChatClient(_path);
        Assert.Equal("two", (await replay.GetResponseAsync("second", cancellationToken: Token)).Text);
        Assert.Equal("one", (await replay.GetResponseAsync("first", cancellationToken: Token)).Text);
        Assert.Equal(0, replay.CallsLeft);
    }

    [Fact]
    public async Task A_call_that_was_not_recorded_is_told_with_what_to_do()
    {
        using (var recording = new RecordingChatClient(new ScriptedChatClient(new ChatScript().Next("one")), _path))
        {
            await recording.GetResponseAsync("first", cancellationToken: Token);
        }

        using var replay = new ReplayChatClient(_path);
        var error = await Assert.ThrowsAsync<ScriptEndedException>(() => replay.GetResponseAsync("other", cancellationToken: Token));
        Assert.Contains("Record it again", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, replay.CallsLeft);
    }

    [Fact]
    public async Task Secrets_do_not_reach_the_file_and_the_call_is_found_all_the_same()
    {
        const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        using (var recording = new RecordingChatClient(new ScriptedChatClient(new ChatScript().Next($"it is {Secret}")), _path))
        {
            await recording.GetResponseAsync($"my key is {Secret}", cancellationToken: Token);
        }

        Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(_path, Token), StringComparison.Ordinal);
        using var replay = new ReplayChatClient(_path);
        Assert.Contains("[redacted]", (await replay.GetResponseAsync($"my key is {Secret}", cancellationToken: Token)).Text, StringComparison.Ordinal);
    }
}
