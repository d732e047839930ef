using AgentEscalation.Agents;
using AgentEscalation.Cases;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>What an adviser's model is asked.</summary>
internal static class AdvicePrompt
{
    private const int Most = CaseReport.MaxTextLength + 64;
    private const int MostAnswers = 8192;

    private const string Rules =
        """
        # How you answer here

        You are asked for advice by a specialist whose attempts failed. You edit nothing and run nothing; the specialist acts on your answer in a
        private copy, and a verifier outside of both of you judges.
        """;

    private const string Form =
        """
        Answer with one JSON object and nothing else:
        {"kind": "guidance", "text": "...", "steps": ["...", "..."], "trigger": null, "options": []}
        - kind "guidance": advice in `text` and, in order, what to change in `steps`. Do not repeat what was attempted.
        - kind "higher_up": the error is only the surface of something that the next level has to settle; say why in `text` and name one of the ids
          below in `trigger`, if one fits.
        - kind "major_decision": only a person can decide it; give the ways in `options`, each {"title", "description", "steps"}.
        """;

    public static List<ChatMessage> Messages(AgentDefinition agent, CaseReport report) =>
    [
        new(ChatRole.System, new PromptParts().Say(agent.Instructions).Say(Rules).Say(PromptParts.DataRule).Say(Form).Say(Ids(report)).ToString()),
        new(ChatRole.User, Report(report)),
    ];

    private static string Report(CaseReport report) => new PromptParts()
        .Say($"A report of {report.Agent}, level {(int)report.Level}.")
        .Data("problem", report.Problem, Most)
        .Data("attempted", report.Attempted, Most)
        .Data("error", report.Error, Most)
        .Data("context", report.Context, Most)
        .Data("answers so far", Answers(report), MostAnswers)
        .Data("request", report.Request, Most)
        .ToString();

    private static string Answers(CaseReport report) => string.Join(
        "\n\n",
        report.Guidance.Where(given => given.Guidance is not null).Select(given => $"{given.Responder}: {given.Guidance!.Text.Value}"));

    private static string Ids(CaseReport report)
    {
        var ids = Triggers.Above(report.Policy, report.Level).ToList();
        return ids.Count == 0
            ? "There are no triggers."
            : "Triggers:\n" + string.Join('\n', ids.Select(t => $"- {t.Trigger.Id} (level {(int)t.Level}): {t.Trigger.Text}"));
    }
}
