using System.Diagnostics;
using System.Globalization;
using AgentEscalation.Benchmarks.Peers;

namespace AgentEscalation.Benchmarks;

/// <summary>The ratio to a peer as the median of pairs run turn by turn, so that whatever else the machine does hits both alike.</summary>
internal static class InterleavedPairs
{
    private const int Calls = 20_000;

    /// <param name="pairs">How many pairs of each.</param>
    /// <param name="part">Only this part; empty for all.</param>
    public static async Task RunAsync(int pairs, string part)
    {
        if (part is "" or "case")
        {
            await CaseAsync(pairs);
        }

        if (part is "" or "chat")
        {
            await ChatAsync(pairs);
        }

        if (part is "" or "plugin")
        {
            await PluginAsync(pairs);
        }
    }

    private static async Task CaseAsync(int pairs)
    {
        var ladder = new LadderJob(new());
        var polly = new PollyLadder(new());
        var workflow = new WorkflowLadder(new());
        await Compare("Polly.Core nested pipeline", pairs, Calls, async () => await ladder.ClimbAsync(), async () => await polly.RunAsync());
        await Compare("Agents.AI.Workflows", pairs, Calls / 20, async () => await ladder.ClimbAsync(), async () => await workflow.RunAsync());
        await Compare("the two delegates", pairs, Calls * 5, async () => await ladder.CompleteAsync(), async () => await LadderJob.BareAsync());
    }

    private static async Task ChatAsync(int pairs)
    {
        var ladder = new ChatJob(new AnsweringClient(new()));
        var loop = new ChatLoop(new AnsweringClient(new()));
        var kernel = new FilteredKernelLoop(new AnsweringClient(new()));
        var agent = new ChatAgentLoop(new AnsweringClient(new()));
        await Compare("four chat calls in a loop", pairs, Calls, async () => await ladder.ClimbAsync(), async () => await loop.RunAsync());
        await Compare("four chat calls through a kernel's filter", pairs, Calls, async () => await ladder.ClimbAsync(), async () => await kernel.RunAsync());
        await Compare("four chat calls of a ChatClientAgent", pairs, Calls / 4, async () => await ladder.ClimbAsync(), async () => await agent.RunAsync());
    }

    private static async Task PluginAsync(int pairs)
    {
        var clean = new PluginJob(failing: false);
        var failing = new PluginJob(failing: true);
        await Compare("RunAsync, ours the plugin's function, no error", pairs, Calls, async () => await clean.CallAsync(), async () => await clean.DirectAsync());
        await Compare(
            "RunAsync, ours the plugin's function, three attempts fail", pairs, Calls / 2, async () => await failing.CallAsync(), async () => await failing.DirectAsync());
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

        var (ourBytes, theirBytes) = (await Bytes(calls, ours), await Bytes(calls, theirs));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"against {peer}, {pairs} pairs of {calls} calls: ours {Median(measured.Select(static m => m.Ours)):0.000} us, theirs {Median(measured.Select(static m => m.Theirs)):0.000} us, median of ratios {Median(measured.Select(static m => m.Ours / m.Theirs)):0.000}, of differences {Median(measured.Select(static m => m.Ours - m.Theirs)):0.000} us; bytes {ourBytes} and {theirBytes}"));
    }

    /// <summary>What one call allocates, on whatever thread it goes on.</summary>
    private static async ValueTask<long> Bytes(int calls, Func<ValueTask> call)
    {
        var begun = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < calls; i++)
        {
            await call();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - begun) / calls;
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
