using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns;

/// <summary>One pattern at all errors it serves at once: the likeliest change of each place, as far as they do not overlap.</summary>
internal sealed class EverySite(RepairPattern pattern) : ICandidates
{
    public string Id => pattern.Id + "-everywhere";

    public IReadOnlyCollection<ErrorClass> Classes => pattern.Classes;

    public IEnumerable<Candidate> Propose(RepairState state)
    {
        var all = pattern.Propose(state).ToList();
        var edits = new List<TextEdit>();
        var places = 0;
        foreach (var site in all.GroupBy(candidate => candidate.Title, StringComparer.Ordinal))
        {
            var best = site.MaxBy(candidate => candidate.Promise)!;
            if (!best.Edits.Any(edit => edits.Exists(taken => Overlap(edit, taken))))
            {
                edits.AddRange(best.Edits.Where(edit => !edits.Contains(edit)));
                places++;
            }
        }
        if (places > 1)
        {
            yield return new Candidate(Id, $"{pattern.Id} at {places} places", [.. edits], all.Max(candidate => candidate.Promise) * 0.9, all.Max(candidate => candidate.Effect));
        }
    }

    private static bool Overlap(TextEdit a, TextEdit b) =>
        a.File == b.File && a != b && (a.IsInsertion && b.IsInsertion ? a.ByteStart == b.ByteStart : a.ByteStart < b.ByteEnd && b.ByteStart < a.ByteEnd);
}
