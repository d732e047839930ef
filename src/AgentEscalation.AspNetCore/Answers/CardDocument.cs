using System.Globalization;
using AgentEscalation.Cases;

namespace AgentEscalation.AspNetCore.Answers;

/// <summary>A card as JSON. Texts are untrusted: show them as text.</summary>
internal sealed record CardDocument
{
    public required string CaseId { get; init; }

    public required int Number { get; init; }

    /// <summary>16 hexadecimal digits, to be handed in with the answer.</summary>
    public required string Digest { get; init; }

    public required DateTimeOffset Issued { get; init; }

    public required DateTimeOffset Expires { get; init; }

    /// <summary>The option that is taken when nobody answers in time, unless the policy says otherwise.</summary>
    public required string SafeDefault { get; init; }

    public required string Agent { get; init; }

    public required string Task { get; init; }

    public required string Problem { get; init; }

    /// <summary>What each level tried, a line each.</summary>
    public required string[] Levels { get; init; }

    public required OptionDocument[] Options { get; init; }

    public static CardDocument Of(DecisionCard card) => new()
    {
        CaseId = card.CaseId.ToString(),
        Number = card.Number,
        Digest = DigestOf(card.Digest),
        Issued = card.Issued,
        Expires = card.Expires,
        SafeDefault = card.SafeDefault,
        Agent = card.Report.Agent,
        Task = card.Report.Task,
        Problem = card.Report.Problem,
        Levels = [.. card.Levels],
        Options = [.. card.Options.Select(OptionDocument.Of)],
    };

    public static string DigestOf(ulong digest) => digest.ToString("x16", CultureInfo.InvariantCulture);
}

/// <summary>One way out.</summary>
internal sealed record OptionDocument
{
    public required string Key { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>What a trial showed.</summary>
    public string? Consequence { get; init; }

    /// <summary>Whether the trial was verified; missing when it was not tried.</summary>
    public bool? Verified { get; init; }

    public CostDocument? Cost { get; init; }

    /// <summary>unknown, reversible, costly or irreversible.</summary>
    public required string Reversibility { get; init; }

    /// <summary>The verifier's own inputs that the specialist may then edit.</summary>
    public string[]? MayEdit { get; init; }

    public static OptionDocument Of(DecisionOption option) => new()
    {
        Key = option.Key,
        Title = option.Title.Value,
        Description = option.Description.Value,
        Consequence = option.Consequence,
        Verified = option.Verified,
        Cost = CostDocument.Of(option.Cost),
        Reversibility = Words.Slug(option.Reversibility),
        MayEdit = option.MayEdit.IsDefaultOrEmpty ? null : [.. option.MayEdit],
    };
}

/// <summary>What an option takes.</summary>
internal sealed record CostDocument
{
    /// <summary>For people.</summary>
    public required string Text { get; init; }

    public double? Seconds { get; init; }

    public long? Tokens { get; init; }

    public decimal? Money { get; init; }

    public int? Files { get; init; }

    public int? Lines { get; init; }

    /// <summary>Whether a trial measured it; else it is an estimate.</summary>
    public required bool Measured { get; init; }

    public static CostDocument? Of(OptionCost? cost) => cost is null ? null : new()
    {
        Text = cost.ToString(),
        Seconds = cost.Time?.TotalSeconds,
        Tokens = cost.Usage?.Tokens,
        Money = cost.Usage?.Money,
        Files = cost.Files,
        Lines = cost.Lines,
        Measured = cost.Measured,
    };
}
