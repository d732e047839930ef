using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events.Json;

/// <summary>Between the events and what is stored of them.</summary>
internal static class EventMap
{
    public static EventJson Of(CaseEvent e)
    {
        var json = e switch
        {
            CaseOpened x => new EventJson
            {
                Kind = "caseOpened",
                CaseId = x.CaseId.ToString(),
                Agent = x.Agent,
                Task = x.Task,
                Key = x.Key,
                Workspace = x.Workspace,
                Deadline = x.Deadline?.ToUniversalTime(),
                ExpectedAttemptSeconds = CaseJson.Seconds(x.ExpectedAttempt),
                Failure = FailureJson.Of(x.Failure),
                Policy = PolicyJson.Of(x.Policy),
                Verifier = x.Verifier,
                MayEdit = x.MayEdit.IsDefaultOrEmpty ? null : [.. x.MayEdit],
                ByFunctions = x.ByFunctions ? true : null,
                Usage = UsageJson.Of(x.Usage),
                Files = FileJson.Of(x.Files),
            },
            ConsultStarted x => new() { Kind = "consultStarted", Level = (int)x.Level, Number = x.Number, Responder = x.Responder },
            ConsultEnded x => new()
            {
                Kind = "consultEnded",
                Level = (int)x.Level,
                Number = x.Number,
                Responder = x.Responder,
                Guidance = x.Guidance is { } guidance ? GuidanceJson.Of(guidance) : null,
                Fault = x.Fault,
                Usage = x.Guidance is null ? UsageJson.Of(x.Usage) : null,
                ElapsedSeconds = CaseJson.Seconds(x.Elapsed),
            },
            AttemptStarted x => new() { Kind = "attemptStarted", Level = (int)x.Level, Number = x.Number },
            AttemptEnded x => new()
            {
                Kind = "attemptEnded",
                Level = (int)x.Level,
                Number = x.Number,
                Verdict = VerdictJson.Of(x.Verdict),
                Approach = x.Approach.IsUnknown ? null : x.Approach.ToString(),
                Claimed = x.Claimed,
                HigherUp = (int?)x.HigherUp,
                Trigger = x.Trigger,
                Usage = UsageJson.Of(x.Usage),
                ElapsedSeconds = CaseJson.Seconds(x.Elapsed),
                Files = FileJson.Of(x.Files),
                Notes = x.Notes.Value,
            },
            Escalated x => new() { Kind = "escalated", From = (int)x.From, To = (int)x.To, Cause = x.Cause, Detail = x.Detail },
            CardIssued x => new()
            {
                Kind = "cardIssued",
                Number = x.Number,
                Options = OptionJson.Of(x.Options),
                Expires = x.Expires.ToUniversalTime(),
                Digest = x.Digest.ToString("x16"),
                Folder = x.Folder?.ToString("x16"),
            },
            DecisionTaken x => new()
            {
                Kind = "decisionTaken",
                Number = x.Number,
                Option = x.Option,
                Words = x.Words.Value,
                By = x.By,
                Via = x.Via,
                Digest = x.Digest?.ToString("x16"),
            },
            CardExpired x => new() { Kind = "cardExpired", Number = x.Number },
            Resumed x => new() { Kind = "resumed", Owner = x.Owner },
            CaseClosed x => new() { Kind = "caseClosed", Outcome = OutcomeJson.Of(x.Outcome) },
            _ => throw new ArgumentException($"{e.GetType().Name} is not an event of a case.", nameof(e)),
        };
        json.V = CaseJson.Version;
        json.At = e.At;
        return json;
    }

    public static CaseEvent Read(EventJson json)
    {
        var kind = json.Kind ?? throw new FormatException("Not an event: 'kind' is missing.");
        var at = Needed(json.At, kind, "at");
        return kind switch
        {
            "caseOpened" => new CaseOpened(
                at,
                Id(json.CaseId),
                Needed(json.Agent, kind, "agent"),
                Needed(json.Task, kind, "task"),
                Needed(json.Policy, kind, "policy").Read(),
                Needed(json.Failure, kind, "failure").Read(),
                json.Deadline,
                CaseJson.Time(json.ExpectedAttemptSeconds, "expectedAttemptSeconds").GetValueOrDefault(),
                json.Key,
                json.Workspace)
            {
                Verifier = json.Verifier,
                MayEdit = json.MayEdit is { } globs ? [.. globs] : default,
                ByFunctions = json.ByFunctions ?? false,
                Usage = UsageJson.Read(json.Usage),
                Files = FileJson.Read(json.Files),
            },
            "consultStarted" => new ConsultStarted(at, LevelOf(json), NumberOf(json), Needed(json.Responder, kind, "responder")),
            "consultEnded" => new ConsultEnded(
                at, LevelOf(json), NumberOf(json), Needed(json.Responder, kind, "responder"), json.Guidance?.Read(), json.Fault, Elapsed(json),
                UsageJson.Read(json.Usage)),
            "attemptStarted" => new AttemptStarted(at, LevelOf(json), NumberOf(json)),
            "attemptEnded" => new AttemptEnded(
                at,
                LevelOf(json),
                NumberOf(json),
                Needed(json.Verdict, kind, "verdict").Read(),
                ApproachOf(json.Approach),
                json.Claimed ?? false,
                CaseJson.Level(json.HigherUp, "higherUp"),
                json.Trigger,
                UsageJson.Read(json.Usage),
                Elapsed(json),
                FileJson.Read(json.Files),
                json.Notes),
            "escalated" => new Escalated(
                at,
                CaseJson.Level(Needed(json.From, kind, "from"), "from"),
                CaseJson.Level(Needed(json.To, kind, "to"), "to"),
                Needed(json.Cause, kind, "cause"),
                json.Detail),
            "cardIssued" => new CardIssued(
                at, NumberOf(json), OptionJson.Read(json.Options), Needed(json.Expires, kind, "expires"), Digest(json.Digest))
            {
                Folder = json.Folder is null ? null : Digest(json.Folder, "folder"),
            },
            "decisionTaken" => new DecisionTaken(
                at, NumberOf(json), Needed(json.Option, kind, "option"), json.Words, Needed(json.By, kind, "by"))
            {
                Via = json.Via,
                Digest = json.Digest is null ? null : Digest(json.Digest),
            },
            "cardExpired" => new CardExpired(at, NumberOf(json)),
            "resumed" => new Resumed(at, Needed(json.Owner, kind, "owner")),
            "caseClosed" => new CaseClosed(at, Needed(json.Outcome, kind, "outcome").Read()),
            _ => throw new FormatException($"'{Bound.Cut(kind, 40)}' is no kind of event that this program knows: use a newer one."),
        };
    }

    private static T Needed<T>(T? value, string kind, string member)
        where T : class => value ?? throw Missing(kind, member);

    private static T Needed<T>(T? value, string kind, string member)
        where T : struct => value ?? throw Missing(kind, member);

    private static FormatException Missing(string kind, string member) =>
        new($"The event '{Bound.Cut(kind, 40)}' has no '{member}'.");

    private static Level LevelOf(EventJson json) => CaseJson.Level(Needed(json.Level, json.Kind!, "level"), "level");

    private static int NumberOf(EventJson json) => Needed(json.Number, json.Kind!, "number");

    private static TimeSpan Elapsed(EventJson json) => CaseJson.Time(json.ElapsedSeconds, "elapsedSeconds").GetValueOrDefault();

    private static CaseId Id(string? text) => CaseId.TryParse(text, out var id)
        ? id
        : throw new FormatException("'caseId' has to be 32 hexadecimal digits.");

    private static Approach ApproachOf(string? text) => text is null ? Approach.Unknown
        : Hex.TryRead(text, "a1-", out var digest) ? new(digest)
        : Approach.Unknown;

    private static ulong Digest(string? text, string member = "digest") => Hex.TryRead(text, "", out var digest)
        ? digest
        : throw new FormatException($"'{member}' has to be 16 hexadecimal digits.");
}
