using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Tests.Routing;

public sealed class StreamingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_and_progress_come_in_order_and_the_result_last()
    {
        var script = new Script(Script.Bad(), Script.Bad(), Script.Bad(), Verdict.Verified);
        var updates = new List<RunUpdate>();
        await foreach (var update in script.Router().RunStreamingAsync(Script.Task, script.Work, script.Verify, Token))
        {
            updates.Add(update);
        }

        var ended = Assert.IsType<RunEnded>(updates[^1]);
        var result = Assert.IsType<RunResult<string>>(ended.Result);
        Assert.Equal("value 4", result.Value);
        Assert.Equal(result.Events, updates.OfType<RunEvent>().Select(update => update.Event));
        var phases = updates.OfType<RunProgress>().Select(p => $"{p.Phase} {(int)p.Level}.{p.Number} {p.Who}");
        Assert.Equal(
            [
                "Working 0.0 worker", "Verifying 0.0 function", "Working 1.1 worker", "Verifying 1.1 function", "Working 1.2 worker",
                "Verifying 1.2 function", "Consulting 2.1 peer", "Working 2.1 worker", "Verifying 2.1 function",
            ],
            phases);

        // A start is told before its work begins.
        var work = updates.FindIndex(u => u is RunProgress { Phase: RunPhase.Working, Level: Level.PeerConsultation });
        Assert.Contains(updates[..work], u => u is RunEvent { Event: AttemptStarted { Level: Level.PeerConsultation } });
        Assert.All(updates.OfType<RunProgress>().Where(p => p.Level > Level.None), p => Assert.NotNull(p.Until));
    }

    [Fact]
    public async Task Events_come_while_the_run_goes_on()
    {
        var release = new Gate();
        var router = new Script(Verdict.Verified).Router();
        var updates = router.RunStreamingAsync(
            Script.Task,
            async (attempt, _) =>
            {
                if (attempt.Level == Level.SelfRecovery)
                {
                    await release.OpenedAsync();
                }

                return attempt.Level;
            },
            (level, _) => new(level == Level.None ? Script.Bad() : Verdict.Verified),
            Token);
        var seen = 0;
        await foreach (var update in updates)
        {
            seen++;
            if (update is RunEvent { Event: AttemptStarted })
            {
                release.Open();
            }
        }

        Assert.True(seen > 3);
    }

    [Fact]
    public async Task Who_stops_listening_cancels_the_task()
    {
        var stopped = new Gate();
        var router = new Script(Verdict.Verified).Router();
        await foreach (var update in router.RunStreamingAsync<int>(
            Script.Task,
            async (_, token) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, token);
                }
                finally
                {
                    stopped.Open();
                }

                return 1;
            },
            (_, _) => new(Verdict.Verified),
            Token))
        {
            Assert.Equal(RunPhase.Working, Assert.IsType<RunProgress>(update).Phase);
            break;
        }

        await stopped.OpenedAsync();
    }

    [Fact]
    public async Task What_stops_a_run_from_starting_comes_out_of_the_stream()
    {
        var router = new Script(Verdict.Verified).Router(o => o
            .Specialist("worker", new Specialist((_, _) => default)).Verifier("", new Verifier(_ => Verdict.Verified)));
        var task = Script.Task with { Workspace = Path.Combine(Path.GetTempPath(), "no such folder") };
        await Assert.ThrowsAsync<AgentEscalation.Workspaces.WorkspaceException>(async () =>
        {
            await foreach (var _ in router.RunStreamingAsync(task, Token))
            {
            }
        });
    }
}
