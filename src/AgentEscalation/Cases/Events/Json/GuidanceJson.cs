using System.Collections.Immutable;

namespace AgentEscalation.Cases.Events.Json;

internal sealed class GuidanceJson
{
    public string? Text { get; set; }

    public StepJson[]? Steps { get; set; }

    public int? HigherUp { get; set; }

    public string? Trigger { get; set; }

    public OptionJson[]? Options { get; set; }

    public UsageJson? Usage { get; set; }

    public static GuidanceJson Of(Guidance guidance) => new()
    {
        Text = guidance.Text.Value,
        Steps = StepJson.Of(guidance.Steps),
        HigherUp = (int?)guidance.HigherUp,
        Trigger = guidance.Trigger,
        Options = OptionJson.Of(guidance.Options),
        Usage = UsageJson.Of(guidance.Usage),
    };

    public Guidance Read() => new()
    {
        Text = Text,
        Steps = StepJson.Read(Steps),
        HigherUp = CaseJson.Level(HigherUp, "higherUp"),
        Trigger = Trigger,
        Options = OptionJson.Read(Options),
        Usage = UsageJson.Read(Usage),
    };
}

internal sealed class StepJson
{
    public string? Kind { get; set; }

    public Dictionary<string, string>? Arguments { get; set; }

    public static StepJson[]? Of(ImmutableArray<GuidanceStep> steps) => steps.IsDefaultOrEmpty
        ? null
        : [.. steps.Select(step => new StepJson { Kind = step.Kind, Arguments = Sorted(step.Arguments) })];

    public static ImmutableArray<GuidanceStep> Read(StepJson[]? steps) =>
    [
        .. (steps ?? []).Select(step => new GuidanceStep(
            step.Kind ?? throw new FormatException("A guidance step needs 'kind'."),
            (step.Arguments ?? []).ToImmutableDictionary(StringComparer.Ordinal))),
    ];

    private static Dictionary<string, string>? Sorted(ImmutableDictionary<string, string> arguments) => arguments.IsEmpty
        ? null
        : new(arguments.OrderBy(argument => argument.Key, StringComparer.Ordinal), StringComparer.Ordinal);
}

internal sealed class OptionJson
{
    public string? Key { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public StepJson[]? Steps { get; set; }

    public string[]? MayEdit { get; set; }

    public string? Consequence { get; set; }

    public bool? Verified { get; set; }

    public CostJson? Cost { get; set; }

    public Reversibility? Reversibility { get; set; }

    public static OptionJson[]? Of(ImmutableArray<DecisionOption> options) => options.IsDefaultOrEmpty
        ? null
        :
        [
            .. options.Select(option => new OptionJson
            {
                Key = option.Key,
                Title = option.Title.Value,
                Description = option.Description.Value,
                Steps = StepJson.Of(option.Steps),
                MayEdit = option.MayEdit.IsDefaultOrEmpty ? null : [.. option.MayEdit],
                Consequence = option.Consequence,
                Verified = option.Verified,
                Cost = CostJson.Of(option.Cost),
                Reversibility = option.Reversibility == Cases.Reversibility.Unknown ? null : option.Reversibility,
            }),
        ];

    public static ImmutableArray<DecisionOption> Read(OptionJson[]? options) =>
    [
        .. (options ?? []).Select(option => new DecisionOption
        {
            Key = option.Key ?? "",
            Title = option.Title,
            Description = option.Description,
            Steps = StepJson.Read(option.Steps),
            MayEdit = [.. option.MayEdit ?? []],
            Consequence = option.Consequence,
            Verified = option.Verified,
            Cost = option.Cost?.Read(),
            Reversibility = option.Reversibility.GetValueOrDefault(),
        }),
    ];
}

internal sealed class CostJson
{
    public decimal? TimeSeconds { get; set; }

    public UsageJson? Usage { get; set; }

    public int? Files { get; set; }

    public int? Lines { get; set; }

    public bool Measured { get; set; }

    public static CostJson? Of(OptionCost? cost) => cost is null ? null : new()
    {
        TimeSeconds = CaseJson.Seconds(cost.Time),
        Usage = cost.Usage is { } usage ? UsageJson.Of(usage) : null,
        Files = cost.Files,
        Lines = cost.Lines,
        Measured = cost.Measured,
    };

    public OptionCost Read() => new()
    {
        Time = CaseJson.Time(TimeSeconds, "timeSeconds"),
        Usage = Usage is null ? null : UsageJson.Read(Usage),
        Files = Files,
        Lines = Lines,
        Measured = Measured,
    };
}
