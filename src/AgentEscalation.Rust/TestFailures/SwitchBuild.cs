using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.TestFailures;

/// <summary>Builds a program that holds many variants; those that the compiler refuses are left out and the rest is built again.</summary>
/// <param name="Held">The variants that the program holds.</param>
/// <param name="Broken">Those that do not compile. What is in neither has to be built alone.</param>
/// <param name="Built">The build that succeeded; null when none did.</param>
internal sealed record SwitchBuild(IReadOnlyCollection<int> Held, IReadOnlyCollection<int> Broken, CommandResult? Built)
{
    // Each shows what the errors of the one before had hidden: types, then borrows, then types that cannot be told.
    private const int MostBuilds = 9;

    /// <param name="original">The program as it is.</param>
    /// <param name="variants">The edits of each variant.</param>
    /// <param name="pick">What says in a function which of its bodies runs.</param>
    /// <param name="build">Writes sources and builds their tests; diagnostics come as JSON.</param>
    /// <param name="cancellationToken">Ends the tools.</param>
    public static async ValueTask<SwitchBuild> RunAsync(
        RustSources original,
        IReadOnlyList<ImmutableArray<TextEdit>> variants,
        string pick,
        Func<RustSources, CancellationToken, ValueTask<CommandResult>> build,
        CancellationToken cancellationToken)
    {
        var left = Enumerable.Range(0, variants.Count).ToHashSet();
        var broken = new HashSet<int>();
        for (var builds = 0; builds < MostBuilds && left.Count > 0; builds++)
        {
            var together = VariantSwitch.Of(original, variants, left, pick);
            if (together.Held.Count == 0)
            {
                break;
            }

            var built = await build(together.Sources, cancellationToken).ConfigureAwait(false);
            if (built.Succeeded)
            {
                return new(together.Held, broken, built);
            }

            if (!left.Overlaps(Refused(built, together, variants, left, broken)))
            {
                break;
            }

            left.ExceptWith(broken);
        }

        return new([], broken, null);
    }

    private static HashSet<int> Refused(
        CommandResult built, VariantSwitch together, IReadOnlyList<ImmutableArray<TextEdit>> variants, HashSet<int> left, HashSet<int> broken)
    {
        var output = DiagnosticReader.Read(built.StandardOutput.Length == 0 ? built.StandardError : built.StandardOutput);
        foreach (var error in output.Diagnostics.Where(d => d.IsError))
        {
            foreach (var i in error.Spans.Select(span => together.At(span.File, span.ByteStart)).OfType<int>())
            {
                // Of types that cannot be told the compiler names one at a time; what else is put at that place has none either.
                broken.UnionWith(error.Code is "E0282" or "E0283" ? left.Where(other => IsSamePlace(variants[other][0], variants[i][0])) : [i]);
            }
        }

        return broken;
    }

    private static bool IsSamePlace(TextEdit one, TextEdit other) => one.File == other.File && one.ByteStart == other.ByteStart && one.ByteEnd == other.ByteEnd;
}
