using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Testing.Assertions;

/// <summary>A climb in lines, for the message of a failed assertion.</summary>
internal static class ClimbStory
{
    private const int MostText = 160;

    public static string Of(IReadOnlyList<CaseEvent> events)
    {
        if (events.Count == 0)
        {
            return "  (no case was opened)";
        }

        var story = new StringBuilder();
        foreach (var e in events)
        {
            if (Line(e) is { } line)
            {
                story.Append(story.Length == 0 ? "  " : "\n  ").Append(line);
            }
        }

        return story.ToString();
    }

    public static string Of(Level level) => level == Level.None ? "before the ladder" : $"level {(int)level}";

    private static string? Line(CaseEvent e) => e switch
    {
        CaseOpened x => $"opened: {Short(x.Failure.Text.Value)}",
        ConsultEnded { Guidance: { } guidance } x => $"level {(int)x.Level}: {x.Responder} answered: {Short(guidance.Text.Value)}",
        ConsultEnded x => $"level {(int)x.Level}: {x.Responder} gave no answer: {Short(x.Fault)}",
        AttemptEnded x => $"level {(int)x.Level}, attempt {x.Number}: {Verdict(x.Verdict)}",
        Escalated x => $"escalated from level {(int)x.From} to level {(int)x.To}: {x.Cause}{(x.Detail is null ? "" : $" ({Short(x.Detail)})")}",
        CardIssued x => $"card {x.Number}: {string.Join(", ", x.Options.Select(option => option.Key))}",
        DecisionTaken x => $"card {x.Number} decided: {x.Option}",
        CardExpired x => $"card {x.Number} expired",
        Resumed => "resumed",
        CaseClosed x => $"closed: {x.Outcome}",
        _ => null,
    };

    private static string Verdict(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Verified => "verified",
        VerdictKind.Failed => $"failed: {Short(verdict.Failure!.Text.Value)}",
        _ => $"could not be verified: {Short(verdict.Why)}",
    };

    private static string Short(string? text)
    {
        var line = (text ?? "").ReplaceLineEndings(" ").Trim();
        return line.Length > MostText ? line[..MostText] + "..." : line;
    }
}
