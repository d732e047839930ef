using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events.Json;

/// <summary>The frozen policy. What a stored one does not say is the default.</summary>
internal sealed class PolicyJson
{
    public LevelJson[]? Levels { get; set; }

    public decimal? DeadlineSeconds { get; set; }

    public EnvelopeJson? Budget { get; set; }

    public RuleJson[]? Errors { get; set; }

    public string[]? ReportFields { get; set; }

    public static PolicyJson Of(EscalationPolicy policy) => new()
    {
        Levels =
        [
            LevelJson.Of(policy.SelfRecovery),
            LevelJson.Of(policy.PeerConsultation),
            LevelJson.Of(policy.ArchitectureReview),
            LevelJson.Of(policy.UserDecision),
        ],
        DeadlineSeconds = CaseJson.Seconds(policy.Deadline),
        Budget = EnvelopeJson.Of(policy.Envelope),
        Errors = policy.Errors.IsDefaultOrEmpty ? null : [.. policy.Errors.Select(RuleJson.Of)],
        ReportFields = policy.ReportFields.IsDefault ? null : [.. policy.ReportFields],
    };

    public EscalationPolicy Read()
    {
        var policy = EscalationPolicy.Default with
        {
            Deadline = CaseJson.Time(DeadlineSeconds, "deadlineSeconds"),
            Envelope = Budget?.Read() ?? Envelope.Unlimited,
            Errors = [.. (Errors ?? []).Select(rule => rule.Read())],
        };
        policy = ReportFields is null ? policy : policy with { ReportFields = [.. ReportFields] };
        foreach (var level in Levels ?? [])
        {
            policy = level.Level switch
            {
                1 => policy with { SelfRecovery = level.Read(policy.SelfRecovery) },
                2 => policy with { PeerConsultation = level.Read(policy.PeerConsultation) },
                3 => policy with { ArchitectureReview = level.Read(policy.ArchitectureReview) },
                4 => policy with { UserDecision = level.Read(policy.UserDecision) },
                _ => throw new FormatException($"The policy has level {level.Level}; levels are 1 to 4."),
            };
        }

        return policy;
    }
}

internal sealed class LevelJson
{
    public int Level { get; set; }

    public string? Title { get; set; }

    public string[]? To { get; set; }

    public int? Attempts { get; set; }

    public decimal? TimeoutSeconds { get; set; }

    public EnvelopeJson? Budget { get; set; }

    public TargetJson? Target { get; set; }

    public TriggerJson[]? Triggers { get; set; }

    public int? Cards { get; set; }

    public decimal? ExpiresSeconds { get; set; }

    public OnExpiry? OnExpiry { get; set; }

    public static LevelJson Of(LevelPolicy level)
    {
        var user = level.Level == Policies.Level.UserDecision;
        return new()
        {
            Level = (int)level.Level,
            Title = level.Title,
            To = level.To.IsDefaultOrEmpty ? null : [.. level.To],
            Attempts = level.Attempts,
            TimeoutSeconds = CaseJson.Seconds(level.Timeout),
            Budget = EnvelopeJson.Of(level.Envelope),
            Target = level.Target is { } target ? new() { Kind = target.Kind, Value = target.Percent } : null,
            Triggers = level.Triggers.IsDefaultOrEmpty
                ? null
                : [.. level.Triggers.Select(trigger => new TriggerJson { Id = trigger.Id, Text = trigger.Text })],
            Cards = user ? level.Cards : null,
            ExpiresSeconds = user ? CaseJson.Seconds(level.Expires) : null,
            OnExpiry = user ? level.OnExpiry : null,
        };
    }

    public LevelPolicy Read(LevelPolicy defaults) => defaults with
    {
        Title = Title ?? defaults.Title,
        To = [.. To ?? []],
        Attempts = Attempts ?? defaults.Attempts,
        Timeout = CaseJson.Time(TimeoutSeconds, "timeoutSeconds") ?? defaults.Timeout,
        Envelope = Budget?.Read() ?? Envelope.Unlimited,
        Target = Target is null ? null : new(Target.Kind, Target.Value),
        Triggers = [.. (Triggers ?? []).Select(trigger => new Trigger(trigger.Id ?? "", trigger.Text ?? ""))],
        Cards = Cards ?? defaults.Cards,
        Expires = CaseJson.Time(ExpiresSeconds, "expiresSeconds") ?? defaults.Expires,
        OnExpiry = OnExpiry ?? defaults.OnExpiry,
    };
}

internal sealed class TargetJson
{
    public TargetKind Kind { get; set; }

    public double Value { get; set; }
}

internal sealed class TriggerJson
{
    public string? Id { get; set; }

    public string? Text { get; set; }
}

internal sealed class RuleJson
{
    public string? Name { get; set; }

    public string[]? Codes { get; set; }

    public string? Recovery { get; set; }

    public string? Ask { get; set; }

    public string? Trigger { get; set; }

    public static RuleJson Of(ErrorRule rule) => new()
    {
        Name = rule.Name,
        Codes = rule.Codes.IsDefaultOrEmpty ? null : [.. rule.Codes],
        Recovery = rule.Recovery,
        Ask = rule.Ask,
        Trigger = rule.Trigger,
    };

    public ErrorRule Read() => new()
    {
        Name = Name ?? throw new FormatException("An error row of the policy needs 'name'."),
        Codes = [.. Codes ?? []],
        Recovery = Recovery,
        Ask = Ask,
        Trigger = Trigger,
    };
}

internal sealed class EnvelopeJson
{
    public long? Tokens { get; set; }

    public int? Calls { get; set; }

    public decimal? Money { get; set; }

    public static EnvelopeJson? Of(Envelope envelope) => envelope == Envelope.Unlimited
        ? null
        : new() { Tokens = envelope.Tokens, Calls = envelope.Calls, Money = envelope.Money };

    public Envelope Read() => new() { Tokens = Tokens, Calls = Calls, Money = Money };
}
