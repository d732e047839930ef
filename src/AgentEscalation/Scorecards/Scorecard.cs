using System.Collections.Immutable;
using System.Text.Json;

namespace AgentEscalation.Scorecards;

/// <summary>The rates of each level against the targets, in all, by agent and by error class. Only what a verifier confirmed counts as
/// resolved. Immutable; safe for any thread.</summary>
public sealed class Scorecard
{
    private readonly ImmutableArray<Cell> _cells;

    internal Scorecard(IEnumerable<Cell> cells)
    {
        _cells = [.. cells];
        Tally all = default;
        foreach (var cell in _cells)
        {
            all.Add(cell.Tally);
        }

        Total = new(null, all, overTasks: true);
        Agents = Groups(cell => cell.Agent, overTasks: true);
        Classes = Groups(cell => cell.Class, overTasks: false);
    }

    /// <summary>A scorecard of nothing.</summary>
    public static Scorecard Empty { get; } = new([]);

    /// <summary>Everything together.</summary>
    public ScoreGroup Total { get; }

    /// <summary>Each agent by itself, by name.</summary>
    public ImmutableArray<ScoreGroup> Agents { get; }

    /// <summary>Each class of error by itself, by name, without tasks that had no error. Level 4 is over the cases of the class and has no
    /// target there.</summary>
    public ImmutableArray<ScoreGroup> Classes { get; }

    /// <summary>A scorecard over cases.</summary>
    /// <param name="cases">What each case adds; each case once.</param>
    /// <param name="completed">How many tasks ended without any failure, by agent; null when that is not known. Without them the share of
    /// tasks that arrive at level 4 is too high.</param>
    /// <returns>The scorecard.</returns>
    public static Scorecard Of(IEnumerable<CaseScore> cases, IReadOnlyDictionary<string, long>? completed = null)
    {
        ArgumentNullException.ThrowIfNull(cases);
        Dictionary<(string, string?), Tally> tallies = [];
        foreach (var score in cases)
        {
            var tally = tallies.GetValueOrDefault((score.Agent, score.Class));
            tally.Add(score);
            tally.Arrived += score.Arrived ? 1 : 0;
            tallies[(score.Agent, score.Class)] = tally;
        }

        var cells = tallies.Select(pair => new Cell(pair.Key.Item1, pair.Key.Item2, pair.Value));
        return new(cells.Concat((completed ?? ImmutableDictionary<string, long>.Empty).Select(pair => new Cell(pair.Key, null, new() { Completed = pair.Value }))));
    }

    /// <summary>Several scorecards as one: of several processes, or of several files.</summary>
    /// <param name="scorecards">Scorecards that have no case in common.</param>
    /// <returns>The scorecard over all of them.</returns>
    public static Scorecard Merge(params IEnumerable<Scorecard> scorecards)
    {
        ArgumentNullException.ThrowIfNull(scorecards);
        return new(scorecards.SelectMany(scorecard => scorecard._cells));
    }

    /// <summary>The scorecard as a table for people.</summary>
    /// <returns>Lines, each ended by a line feed.</returns>
    public string ToText() => ScorecardText.Of(this);

    /// <summary>Writes the scorecard as one JSON object. Rates are fractions, durations are in seconds.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ScorecardJson.Write(writer, this);
    }

    private ImmutableArray<ScoreGroup> Groups(Func<Cell, string?> name, bool overTasks)
    {
        SortedDictionary<string, Tally> tallies = new(StringComparer.Ordinal);
        foreach (var cell in _cells)
        {
            // Tasks without an error have no class.
            var tally = overTasks ? cell.Tally : cell.Tally with { Completed = 0 };
            if (overTasks || tally.Tasks > 0 || tally.Open != 0 || tally.Cancelled + tally.Unverifiable > 0)
            {
                var sum = tallies.GetValueOrDefault(name(cell) ?? "");
                sum.Add(tally);
                tallies[name(cell) ?? ""] = sum;
            }
        }

        return [.. tallies.Select(pair => new ScoreGroup(pair.Key.Length == 0 ? null : pair.Key, pair.Value, overTasks))];
    }

    /// <summary>What one agent did with one class.</summary>
    internal sealed record Cell(string Agent, string? Class, Tally Tally);
}
