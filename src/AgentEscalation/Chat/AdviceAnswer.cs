using System.Collections.Immutable;
using AgentEscalation.Cases;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>What an adviser's model answers.</summary>
internal sealed record AdviceAnswer(AdviceKind Kind, string Text, IReadOnlyList<string> Steps, string Trigger, IReadOnlyList<AdvisedOption> Options)
{
    /// <summary>Kind of a step in words, with the words as argument <see cref="StepText"/>.</summary>
    public const string StepKind = "step";

    public const string StepText = "text";

    private const int MostSteps = 50;
    private const int MostOptions = 8;

    public static ChatResponseFormat Format { get; } = ChatResponseFormat.ForJsonSchema(
        AnswerJson.Schema(
            """
            {"type":"object","additionalProperties":false,"required":["kind","text","steps","trigger","options"],"properties":{
            "kind":{"type":"string","enum":["guidance","higher_up","major_decision"]},
            "text":{"type":"string","description":"the advice, or why it belongs elsewhere"},
            "steps":{"type":"array","items":{"type":"string"},"description":"guidance: what to change, in order"},
            "trigger":{"type":["string","null"],"description":"higher_up: the id of the trigger, if one fits"},
            "options":{"type":"array","description":"major_decision: the ways to choose between","items":{"type":"object","additionalProperties":false,
            "required":["title","description","steps"],"properties":{"title":{"type":"string"},"description":{"type":"string"},
            "steps":{"type":"array","items":{"type":"string"}}}}}}}
            """),
        "advice");

    public static AdviceAnswer? Read(string text, out string fault)
    {
        if (AnswerJson.Find(text, out fault) is not { } json)
        {
            return null;
        }

        AdviceKind? kind = json.Text("kind") switch
        {
            "guidance" or "" => AdviceKind.Guidance,
            "higher_up" => AdviceKind.HigherUp,
            "major_decision" => AdviceKind.MajorDecision,
            _ => null,
        };
        var options = json.List("options")?.Select(AdvisedOption.Read).ToList();
        fault = kind is null ? "'kind' has to be guidance, higher_up or major_decision"
            : json.Text("text") is null ? "'text' has to be a text"
            : json.Texts("steps") is null ? "'steps' has to be a list of texts"
            : json.Text("trigger") is null ? "'trigger' has to be a text or null"
            : options is null || options.Contains(null) ? "'options' has to be a list of objects with title, description and steps"
            : kind == AdviceKind.Guidance && json.Text("text")!.Length == 0 && json.Texts("steps")!.Count == 0 ? "it advises nothing"
            : "";
        return fault.Length > 0 ? null : new(kind!.Value, json.Text("text")!, json.Texts("steps")!, json.Text("trigger")!, options!.OfType<AdvisedOption>().ToList());
    }

    /// <summary>The answer as guidance. A trigger counts only when a level above has it.</summary>
    public Guidance AsGuidance(CaseReport report, Usage used) => Kind switch
    {
        AdviceKind.HigherUp => Guidance.BelongsHigherUp(
            Triggers.Above(report.Policy, report.Level, Trigger)?.Id, Triggers.LevelOf(report.Policy, report.Level, Trigger)) with { Text = Text, Usage = used },
        AdviceKind.MajorDecision => Guidance.MajorDecision(Text, [.. Options.Take(MostOptions).Select(option => option.AsOption())]) with { Usage = used },
        _ => new() { Text = Text, Steps = AsSteps(Steps), Usage = used },
    };

    public static ImmutableArray<GuidanceStep> AsSteps(IReadOnlyList<string> steps) =>
        [.. steps.Take(MostSteps).Select(step => new GuidanceStep(StepKind, ImmutableDictionary<string, string>.Empty.Add(StepText, step)))];
}

internal enum AdviceKind
{
    Guidance = 0,
    HigherUp = 1,
    MajorDecision = 2,
}
