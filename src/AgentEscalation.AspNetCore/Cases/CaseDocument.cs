using System.Text.Json;
using AgentEscalation.AspNetCore.Answers;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;

namespace AgentEscalation.AspNetCore.Cases;

/// <summary>A case. Texts are untrusted: show them as text.</summary>
internal sealed record CaseDocument
{
    public required string CaseId { get; init; }

    public required string Agent { get; init; }

    public required string Task { get; init; }

    public string? Class { get; init; }

    /// <summary>open, waiting or closed.</summary>
    public required string Status { get; init; }

    public required int Level { get; init; }

    /// <summary>How often the specialist tried, at all levels.</summary>
    public int? Attempts { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public required DateTimeOffset Changed { get; init; }

    public string? Outcome { get; init; }

    public ReportDocument? Report { get; init; }

    public CardDocument? Card { get; init; }

    /// <summary>What happened, in the stored form.</summary>
    public JsonElement[]? Events { get; init; }

    public static CaseDocument Of(CaseSummary summary) => new()
    {
        CaseId = summary.CaseId.ToString(),
        Agent = summary.Agent,
        Task = summary.Task,
        Class = summary.Class,
        Status = Words.Slug(summary.Status),
        Level = (int)summary.Level,
        Opened = summary.Opened,
        Changed = summary.Changed,
        Outcome = summary.Outcome?.ToString(),
    };

    public static CaseDocument Of(IReadOnlyList<CaseEvent> events, bool withEvents)
    {
        var state = CaseState.From([.. events]);
        return new()
        {
            CaseId = state.CaseId.ToString(),
            Agent = state.Agent,
            Task = state.Task,
            Class = state.Class,
            Status = Words.Slug(state.Status),
            Level = (int)state.Level,
            Attempts = state.AllAttempts,
            Opened = state.Opened!.At,
            Changed = events[^1].At,
            Outcome = state.Status == CaseStatus.Closed ? state.Outcome.ToString() : null,
            Report = ReportDocument.Of(CaseReport.Of(events, state.Level < Policies.Level.PeerConsultation ? Policies.Level.PeerConsultation : state.Level)),
            Card = state.Status == CaseStatus.Waiting ? CardDocument.Of(DecisionCard.Of(events)!) : null,
            Events = withEvents ? [.. events.Select(e => JsonElement.Parse(CaseJson.WriteLine(e)))] : null,
        };
    }
}

/// <summary>The report that passed upward last.</summary>
internal sealed record ReportDocument
{
    public required string Problem { get; init; }

    public string? Attempted { get; init; }

    public string? Error { get; init; }

    public string? Context { get; init; }

    public required string Request { get; init; }

    public static ReportDocument Of(CaseReport report) => new()
    {
        Problem = report.Problem,
        Attempted = report.Attempted.Value,
        Error = report.Error.Value,
        Context = report.Context.Value,
        Request = report.Request,
    };
}

/// <summary>Cases in a line each.</summary>
internal sealed record CasesDocument
{
    public required CaseDocument[] Cases { get; init; }

    /// <summary>Whether there are more than were asked for.</summary>
    public required bool More { get; init; }
}
