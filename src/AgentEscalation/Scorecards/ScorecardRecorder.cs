using System.Collections.Concurrent;
using AgentEscalation.Cases;

namespace AgentEscalation.Scorecards;

/// <summary>Counts while cases run. Thread-safe; recording allocates nothing once an agent and a class have been seen.</summary>
public sealed class ScorecardRecorder
{
    /// <summary>Most pairs of agent and class that are told apart; what comes after them has its agent alone.</summary>
    public const int MaxCells = 4096;

    private readonly ConcurrentDictionary<(string Agent, string? Class), Cell> _cells = new();
    private Cell? _last;

    /// <summary>A task ended without any failure; there was no case.</summary>
    /// <param name="agent">The specialist.</param>
    public void TaskCompleted(string agent)
    {
        var cell = Find(agent, null);
        lock (cell)
        {
            cell.Tally.Completed++;
        }
    }

    /// <summary>A case was opened, or taken up by this process.</summary>
    /// <param name="state">The case.</param>
    public void CaseOpened(in CaseState state)
    {
        var cell = Find(state.Agent, state.Class);
        lock (cell)
        {
            cell.Tally.Open++;
            cell.Tally.Targets.Add(state.Opened!.Policy);
        }
    }

    /// <summary>A case arrived at level 4, or was taken up there by this process. Once for each case, before its end.</summary>
    /// <param name="state">The case.</param>
    public void CaseArrived(in CaseState state)
    {
        var cell = Find(state.Agent, state.Class);
        lock (cell)
        {
            cell.Tally.Arrived++;
        }
    }

    /// <summary>A case that was reported as opened has ended.</summary>
    /// <param name="score">What it adds.</param>
    public void CaseClosed(in CaseScore score)
    {
        var cell = Find(score.Agent, score.Class);
        lock (cell)
        {
            cell.Tally.Open--;
            cell.Tally.Add(score);
        }
    }

    /// <summary>What was counted so far.</summary>
    /// <returns>The scorecard.</returns>
    public Scorecard ToScorecard() => new(_cells.Values.Select(cell =>
    {
        lock (cell)
        {
            return new Scorecard.Cell(cell.Agent, cell.Class, cell.Tally);
        }
    }));

    private Cell Find(string agent, string? errorClass)
    {
        // Most often it is the very same pair as the last time.
        if (_last is { } last && ReferenceEquals(last.Agent, agent) && ReferenceEquals(last.Class, errorClass))
        {
            return last;
        }

        if (!_cells.TryGetValue((agent, errorClass), out var cell))
        {
            var key = _cells.Count < MaxCells ? errorClass : null;
            cell = _cells.GetOrAdd((agent, key), static pair => new(pair.Agent, pair.Class));
        }

        _last = cell;
        return cell;
    }

    private sealed class Cell(string agent, string? errorClass)
    {
        public string Agent { get; } = agent;

        public string? Class { get; } = errorClass;

        public Tally Tally;
    }
}
