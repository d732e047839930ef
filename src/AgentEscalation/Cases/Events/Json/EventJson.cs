namespace AgentEscalation.Cases.Events.Json;

/// <summary>An event as it is stored: one flat object whose members depend on the kind. Kept apart from the events themselves, so that
/// renaming one of those does not change what is on disk.</summary>
internal sealed class EventJson
{
    public int V { get; set; }

    public string? Kind { get; set; }

    public DateTimeOffset? At { get; set; }

    public string? CaseId { get; set; }

    public string? Agent { get; set; }

    public string? Task { get; set; }

    public string? Key { get; set; }

    public string? Workspace { get; set; }

    public string? Verifier { get; set; }

    public string[]? MayEdit { get; set; }

    public bool? ByFunctions { get; set; }

    public DateTimeOffset? Deadline { get; set; }

    public decimal? ExpectedAttemptSeconds { get; set; }

    public FailureJson? Failure { get; set; }

    public PolicyJson? Policy { get; set; }

    public int? Level { get; set; }

    public int? Number { get; set; }

    public int? From { get; set; }

    public int? To { get; set; }

    public EscalationCause? Cause { get; set; }

    public string? Detail { get; set; }

    public string? Responder { get; set; }

    public GuidanceJson? Guidance { get; set; }

    public string? Fault { get; set; }

    public VerdictJson? Verdict { get; set; }

    public string? Approach { get; set; }

    public string? Notes { get; set; }

    public bool? Claimed { get; set; }

    public int? HigherUp { get; set; }

    public string? Trigger { get; set; }

    public UsageJson? Usage { get; set; }

    public decimal? ElapsedSeconds { get; set; }

    public FileJson[]? Files { get; set; }

    public OptionJson[]? Options { get; set; }

    public DateTimeOffset? Expires { get; set; }

    public string? Digest { get; set; }

    public string? Option { get; set; }

    public string? Words { get; set; }

    public string? Via { get; set; }

    public string? Folder { get; set; }

    public string? By { get; set; }

    public string? Owner { get; set; }

    public OutcomeJson? Outcome { get; set; }
}
