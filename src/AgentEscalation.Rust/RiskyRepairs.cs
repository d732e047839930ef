using System.Collections.Concurrent;
using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Repairs that compile and were not claimed, kept from the attempts that found them until a card offers them. In memory only: after a
/// restart the card has none until an attempt finds them again. Thread-safe.</summary>
internal sealed class RiskyRepairs
{
    // A few cases at most stand between an attempt and its card.
    private const int MostRemembered = 64;
    private const int MostOffered = 3;
    private const int MostTitle = 160;

    private readonly ConcurrentDictionary<string, ImmutableArray<RepairOption>> _known = new(StringComparer.Ordinal);

    /// <summary>Keeps what an attempt at a case found.</summary>
    public void Keep(RustSources original, ImmutableArray<RepairOption> found)
    {
        if (found.IsEmpty)
        {
            return;
        }

        if (_known.Count >= MostRemembered)
        {
            _known.Clear();
        }

        _known.AddOrUpdate(
            original.ContentHash,
            static (_, now) => now,
            static (_, old, now) => [.. old.AddRange(now).DistinctBy(option => option.Sources.ContentHash).OrderBy(option => option.Effect).ThenBy(option => option.Applied.Length)],
            found);
    }

    /// <summary>The options of a card, as edits of what is in the copy now.</summary>
    public IEnumerable<DecisionOption> Offer(RustSources original, RustSources now)
    {
        foreach (var option in _known.GetValueOrDefault(original.ContentHash, []).Take(MostOffered))
        {
            var edits = RustWorkplace.Edits(now, option.Sources).OfType<FileEdit.Replace>().Select(edit => new TextEdit(edit.Path, edit.Start, edit.End, edit.Text)).ToList();
            if (edits.Count > 0)
            {
                yield return new()
                {
                    Title = Short($"Repair: {string.Join("; ", option.Applied.Select(change => change.Title))}"),
                    Description = $"It compiles, but it {Promises.Of(option.Effect)}, and no test was found that covers the place. Right when that is what you want.",
                    Steps = [.. ReplaceSteps.From(edits)],
                };
            }
        }
    }

    private static string Short(string text) => text.Length <= MostTitle ? text : text[..(MostTitle - 3)] + "...";
}
