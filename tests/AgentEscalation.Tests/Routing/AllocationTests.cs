using System.Diagnostics;
using System.Reflection;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

#pragma warning disable CA2012 // The runs end synchronously; that they do is part of what is checked.

namespace AgentEscalation.Tests.Routing;

/// <summary>The figures in bytes; those in time are measured by the benchmarks. A build without optimisations keeps the state of every
/// asynchronous method on the heap, so that there only growth is seen.</summary>
public sealed class AllocationTests
{
    private static readonly Verdict Bad = Script.Bad();
    private static readonly Guidance Advice = Guidance.Of("advice");

    private static readonly bool Optimized =
        typeof(EscalationRouter).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };

    private static long BytesOf(Func<bool> job)
    {
        const int Jobs = 1000;
        for (var i = 0; i < 100; i++)
        {
            Assert.True(job());
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var good = 0;
        for (var i = 0; i < Jobs; i++)
        {
            good += job() ? 1 : 0;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Jobs;
        Assert.Equal(Jobs, good);
        return bytes;
    }

    [Fact]
    public void A_case_that_level_3_resolves_costs_at_most_2_KB()
    {
        var calls = 0;
        var read = 0;
        var router = EscalationRouter.Create(o => o
            .Adviser(Level.PeerConsultation, (report, _) => { read += report.Failure.Text.Value!.Length; return new(Advice); })
            .Adviser(Level.ArchitectureReview, (report, _) => { read += report.Failure.Text.Value!.Length; return new(Advice); }));
        var task = AgentTask.Failed(EscalationRouter.DefaultAgent, "make it right", Bad.Failure!);
        Func<Attempt, CancellationToken, ValueTask<string>> work = (_, _) => new(++calls % 4 == 0 ? "right" : "wrong");
        Func<string, CancellationToken, ValueTask<Verdict>> verify = (value, _) => new(value == "right" ? Verdict.Verified : Verdict.Failed("wrong", "type-mismatch"));
        Assert.InRange(
            BytesOf(() => router.RunAsync(task, work, verify) is { IsCompletedSuccessfully: true, Result: { IsVerified: true, Value: "right" } }), 1, Optimized ? 2048 : 10_000);
        Assert.True(read > 0);
    }

    [Fact]
    public void A_task_without_an_error_costs_at_most_300_bytes()
    {
        var router = EscalationRouter.Create(_ => { });
        Func<Attempt, CancellationToken, ValueTask<string>> work = (_, _) => new("right");
        Func<string, CancellationToken, ValueTask<Verdict>> verify = (_, _) => new(Verdict.Verified);
        Assert.InRange(BytesOf(() => router.RunAsync("make it right", work, verify) is { IsCompletedSuccessfully: true, Result.Value: "right" }), 1, Optimized ? 300 : 2500);
    }
}
