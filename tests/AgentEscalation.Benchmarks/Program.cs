using System.Globalization;
using AgentEscalation.Benchmarks;
using AgentEscalation.Benchmarks.Durable;
using BenchmarkDotNet.Running;

// `pairs [N] [case|chat|plugin]` prints the ratios that the figures are stated in; anything else goes to BenchmarkDotNet.
if (args is ["pairs", ..])
{
    await InterleavedPairs.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 21, args.ElementAtOrDefault(2) ?? "");
    return;
}

// `durable [ROUNDS [EVENTS]]`: the figures of the case file.
if (args is ["durable", ..])
{
    await DurableFigures.RunAsync(
        args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7,
        args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1_000_000);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(CaseBenchmarks).Assembly).Run(args);
