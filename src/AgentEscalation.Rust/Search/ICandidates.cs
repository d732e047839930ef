using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Search;

/// <summary>A source of candidate changes: the compiler's suggestions, or a repair pattern. Pure: the same state gives the same
/// candidates; safe to call from several threads.</summary>
public interface ICandidates
{
    /// <summary>Kebab-case id, unique among the sources of a search; guidance steps of kind <c>pattern</c> name it.</summary>
    string Id { get; }

    /// <summary>The error classes it is meant for; empty when for all.</summary>
    IReadOnlyCollection<ErrorClass> Classes => [];

    /// <summary>What could be changed in a failing source.</summary>
    /// <param name="state">The sources and what the compiler says about them.</param>
    /// <returns>Candidates in any order; none when nothing fits. Never throws on content.</returns>
    IEnumerable<Candidate> Propose(RepairState state);
}
