using System.Collections.Immutable;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases.Events.Json;

internal sealed class FailureJson
{
    public string? Class { get; set; }

    public string? Code { get; set; }

    public long Rank { get; set; }

    public string? Fingerprint { get; set; }

    public bool RetryIsPointless { get; set; }

    public string? Text { get; set; }

    public string? Context { get; set; }

    public string?[]? Others { get; set; }

    public string? Summary { get; set; }

    public static FailureJson Of(Failure failure) => new()
    {
        Class = failure.Class,
        Code = failure.Code,
        Rank = failure.Rank,
        Fingerprint = failure.Fingerprint.ToString(),
        RetryIsPointless = failure.RetryIsPointless,
        Text = failure.Text.Value,
        Context = failure.Context.Value,
        Others = failure.Others.IsDefaultOrEmpty ? null : [.. failure.Others.Select(other => other.Value)],
        Summary = failure.Summary,
    };

    public Failure Read() => new()
    {
        Text = Text,
        Class = Class,
        Code = Code,
        Rank = Rank,
        // One of another normalisation is worth nothing; it is computed anew from the text.
        Fingerprint = Cases.Text.Fingerprint.TryParse(Fingerprint, out var fingerprint) ? fingerprint : default,
        RetryIsPointless = RetryIsPointless,
        Context = Context,
        Others = [.. (Others ?? []).Select(other => new UntrustedText(other))],
        Summary = Summary,
    };
}

internal sealed class VerdictJson
{
    public VerdictKind? Kind { get; set; }

    public FailureJson? Failure { get; set; }

    public string? Why { get; set; }

    public string? Summary { get; set; }

    public static VerdictJson Of(Verdict verdict) => new()
    {
        Kind = verdict.Kind,
        Failure = verdict.Failure is { } failure ? FailureJson.Of(failure) : null,
        Why = verdict.Why,
        Summary = verdict.IsVerified ? verdict.Summary : null,
    };

    public Verdict Read() => Kind switch
    {
        VerdictKind.Verified => Summary is null ? Verdict.Verified : Verdict.VerifiedWith(Summary),
        VerdictKind.Failed => Verdict.Failed((Failure ?? throw new FormatException("A failed verdict needs 'failure'.")).Read()),
        VerdictKind.Unverifiable => Verdict.Unverifiable(Why ?? "no reason was given"),
        _ => throw new FormatException("A verdict needs 'kind': verified, failed or unverifiable."),
    };
}

internal sealed class UsageJson
{
    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    public int Calls { get; set; }

    public decimal Money { get; set; }

    public static UsageJson? Of(Usage usage) => usage == Usage.None ? null : new()
    {
        InputTokens = usage.InputTokens,
        OutputTokens = usage.OutputTokens,
        Calls = usage.Calls,
        Money = usage.Money,
    };

    public static Usage Read(UsageJson? json) =>
        json is null ? Usage.None : new(json.InputTokens, json.OutputTokens, json.Calls, json.Money);
}

internal sealed class FileJson
{
    public string? Path { get; set; }

    public ReadOnlyMemory<byte>? Content { get; set; }

    public string? Original { get; set; }

    public int? Mode { get; set; }

    public static FileJson[]? Of(ImmutableArray<CaseFile> files) =>
        files.IsDefault ? null : [.. files.Select(file => new FileJson { Path = file.Path, Content = file.Content, Original = file.Original, Mode = file.Mode })];

    public static ImmutableArray<CaseFile> Read(FileJson[]? files) => files is null
        ? default
        : [.. files.Select(file => new CaseFile(file.Path ?? throw new FormatException("A file needs 'path'."), file.Content) { Original = file.Original, Mode = file.Mode })];
}

internal sealed class OutcomeJson
{
    public OutcomeKind? Kind { get; set; }

    public int Level { get; set; }

    public UnresolvedReason? Reason { get; set; }

    public static OutcomeJson Of(Outcome outcome) => new()
    {
        Kind = outcome.Kind,
        Level = (int)outcome.Level,
        Reason = outcome.Reason == UnresolvedReason.None ? null : outcome.Reason,
    };

    public Outcome Read() => new(
        Kind ?? throw new FormatException("An outcome needs 'kind': completed, resolved, unresolved or cancelled."),
        CaseJson.Level(Level, "level"),
        Reason.GetValueOrDefault());
}
