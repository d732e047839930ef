using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Journal;

/// <summary>A case in one line. Immutable.</summary>
public sealed record CaseSummary
{
    /// <summary>Most characters of <see cref="Task"/>.</summary>
    public const int MaxTask = 200;

    /// <summary>The case.</summary>
    public required CaseId CaseId { get; init; }

    /// <summary>The specialist.</summary>
    public required string Agent { get; init; }

    /// <summary>The class that the case opened with; null when it is not known.</summary>
    public string? Class { get; init; }

    /// <summary>What was asked: the first line, cut at <see cref="MaxTask"/> characters.</summary>
    public required string Task { get; init; }

    /// <summary>Where it stands.</summary>
    public required CaseStatus Status { get; init; }

    /// <summary>The level it is at, or ended at.</summary>
    public required Level Level { get; init; }

    /// <summary>How many events it has.</summary>
    public required int Version { get; init; }

    /// <summary>When it opened, UTC.</summary>
    public required DateTimeOffset Opened { get; init; }

    /// <summary>When its last event happened, UTC.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>How it ended; null while it has not.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The card that waits; null unless one does.</summary>
    public int? Card { get; init; }

    /// <summary>Until when the card waits, UTC; null unless one does.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What is known of a case.</summary>
    /// <param name="state">The case, opened.</param>
    /// <param name="changed">When its last event happened.</param>
    /// <returns>The line.</returns>
    public static CaseSummary Of(in CaseState state, DateTimeOffset changed)
    {
        var waiting = state.Status == CaseStatus.Waiting;
        return new()
        {
            CaseId = state.CaseId,
            Agent = state.Agent,
            Class = state.Class,
            Task = FirstLine(state.Task),
            Status = state.Status,
            Level = state.Level,
            Version = state.Version,
            Opened = state.Opened?.At ?? changed,
            Changed = changed,
            Outcome = state.Status == CaseStatus.Closed ? state.Outcome : null,
            Card = waiting ? state.CardsIssued : null,
            Expires = waiting ? state.Card!.Expires : null,
        };
    }

    private static string FirstLine(string task)
    {
        var line = task.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        if (line.Length > MaxTask)
        {
            line = line[..(char.IsHighSurrogate(line[MaxTask - 1]) ? MaxTask - 1 : MaxTask)];
        }

        return line.ToString();
    }
}
