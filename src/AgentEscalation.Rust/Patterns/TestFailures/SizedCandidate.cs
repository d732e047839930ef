using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns.TestFailures;

/// <summary>A small change to code that a failing test reaches.</summary>
/// <param name="Candidate">The change.</param>
/// <param name="Size">How much it changes: 1 for one operator or number, 2 for a name or a swap, 3 for more. Of several changes that pass all
/// tests only the smallest counts, and only when it is alone.</param>
/// <param name="Distance">How many calls away from the failing test the code is.</param>
internal sealed record SizedCandidate(Candidate Candidate, int Size, int Distance);
