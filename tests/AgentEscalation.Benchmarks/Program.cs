using System.Globalization;
using AgentEscalation.Benchmarks;
using BenchmarkDotNet.Running;

// `pairs [N] [case|chat|plugin]` prints the ratios that the figures are stated in; anything else goes to BenchmarkDotNet.
if (args is ["pairs", ..])
{
    await InterleavedPairs.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 21, args.ElementAtOrDefault(2) ?? "");
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(CaseBenchmarks).Assembly).Run(args);
