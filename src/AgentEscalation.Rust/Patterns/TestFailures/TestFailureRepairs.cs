using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>Small changes to code that failing tests reach, each to be judged by all tests. Tests themselves are never changed.</summary>
internal static class TestFailureRepairs
{
    /// <summary>The changes, the smallest first, and among those of a size the likeliest place first.</summary>
    /// <param name="sources">The files.</param>
    /// <param name="tests">How all tests ended.</param>
    /// <param name="most">The most changes; beyond it the least likely are left out.</param>
    public static IReadOnlyList<SizedCandidate> Of(RustSources sources, IReadOnlyList<TestResult> tests, int most = 400)
    {
        return Of(sources, tests, InverseMutations.Of, most);
    }

    /// <summary>What else the same functions could have meant, the likeliest first.</summary>
    public static IReadOnlyList<SizedCandidate> RivalsOf(RustSources sources, IReadOnlyList<TestResult> tests, int most = 900) =>
        [.. Of(sources, tests, Rivals.Near, most).Concat(Of(sources, tests, Rivals.Operands, most)).Take(most)];

    private static IReadOnlyList<SizedCandidate> Of(
        RustSources sources, IReadOnlyList<TestResult> tests, Func<string, Source.RustNode, IEnumerable<InverseMutations.Mutation>> space, int most)
    {
        var found = new List<(SizedCandidate Sized, double Suspicion)>();
        foreach (var suspect in SuspectFunctions.Of(sources, tests))
        {
            foreach (var mutation in space(suspect.File, suspect.Function))
            {
                var line = suspect.Function.Source.Line(mutation.Edits[0].ByteStart);
                var promise = Math.Clamp((0.5 * suspect.Suspicion / mutation.Size) - (0.01 * Math.Min(suspect.Distance, 10)), 0.02, 0.5);
                var candidate = new Candidate("inverse-mutation", $"{mutation.What} in {suspect.Function.NameText} at {suspect.File}:{line}", [.. mutation.Edits], promise, RepairEffect.ChangesBehaviour);
                found.Add((new SizedCandidate(candidate, mutation.Size, suspect.Distance), suspect.Suspicion));
            }
        }
        return [.. found.OrderByDescending(entry => entry.Suspicion).Take(most).OrderBy(entry => entry.Sized.Size).ThenByDescending(entry => entry.Suspicion)
            .ThenBy(entry => entry.Sized.Distance).Select(entry => entry.Sized)];
    }
}
