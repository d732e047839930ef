using System.Diagnostics;
using System.Globalization;
using AgentEscalation.Benchmarks.Peers;

namespace AgentEscalation.Benchmarks;

/// <summary>The ratio to a peer as the median of pairs run turn by turn, so that whatever else the machine does hits both alike.</summary>
internal static class InterleavedPairs
{
    private const int Calls = 20_000;

    public static async Task RunAsync(int pairs)
    {
        var ladder = new LadderJob(new());
        var polly = new PollyLadder(new());
        var workflow = new WorkflowLadder(new());
        await Compare("Polly.Core nested pipeline", pairs, Calls, async () => await ladder.ClimbAsync(), async () => await polly.RunAsync());
        await Compare("Agents.AI.Workflows", pairs, Calls / 20, async () => await ladder.ClimbAsync(), async () => await workflow.RunAsync());
        await Compare("the two delegates", pairs, Calls * 5, async () => await ladder.CompleteAsync(), async () => await LadderJob.BareAsync());
    }

    private static async Task Compare(string peer, int pairs, int calls, Func<ValueTask> ours, Func<ValueTask> theirs)
    {
        await Measure(calls, ours);
        await Measure(calls, theirs);
        var measured = new List<(double Ours, double Theirs)>();
        for (var i = 0; i < pairs; i++)
        {
            // Who goes first alternates: the second inherits a warm cache and a fuller heap.
            if (i % 2 == 0)
            {
                var first = await Measure(calls, ours);
                measured.Add((first, await Measure(calls, theirs)));
            }
            else
            {
                var first = await Measure(calls, theirs);
                measured.Add((await Measure(calls, ours), first));
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"against {peer}, {pairs} pairs of {calls} calls: ours {Median(measured.Select(static m => m.Ours)):0.000} us, theirs {Median(measured.Select(static m => m.Theirs)):0.000} us, median of ratios {Median(measured.Select(static m => m.Ours / m.Theirs)):0.000}"));
    }

    private static async ValueTask<double> Measure(int calls, Func<ValueTask> call)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < calls; i++)
        {
            await call();
        }

        return Stopwatch.GetElapsedTime(begun).TotalMicroseconds / calls;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
