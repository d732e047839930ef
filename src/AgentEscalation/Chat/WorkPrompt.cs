using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>What a specialist's model is asked at the beginning of an attempt.</summary>
internal static class WorkPrompt
{
    private const int MostTask = 16_384;
    private const int MostError = 16_384;
    private const int MostContext = 8192;
    private const int MostGuidance = 16_384;
    private const int MostFiles = 200;

    private const string Rules =
        """
        # How you work here

        You work in a private copy of a folder, through the tools you are given and the edits of your answer; there is no shell. When you are finished,
        a verifier that you cannot influence judges the copy, and only its word counts. Tests, build scripts and manifests belong to the verifier: an
        edit of them is refused. An attempt has to differ from those before it: a state of the copy that was judged already is refused.
        """;

    private const string Form =
        """
        When you are finished, answer with one JSON object and nothing else:
        {"edits": [{"action": "exchange", "path": "src/a.txt", "old": "...", "new": "..."}], "done": true, "notes": "...", "trigger": null}
        - `edits`: what is still to be changed, besides what the tools changed; all of them are made, or none. `exchange` puts `new` in place of `old`,
          which occurs exactly once in the file; `write` gives the file the content `new`; `delete` removes it. May be empty.
        - `done`: whether you think that the verifier will pass now.
        - `notes`: what you tried and learned, for whoever comes after you; never empty.
        - `trigger`: the id of one of the triggers below, only when the error is a symptom of what it says; else null.
        """;

    public const string LastCall =
        "This is your last answer in this attempt; there are no more tools. Answer with the JSON object now: the edits that you are sure of, and in "
        + "`notes` what you learned.";

    public static List<ChatMessage> Messages(Attempt attempt, Failure? found, string instructions) =>
    [
        new(ChatRole.System, new PromptParts().Say(instructions).Say(Rules).Say(PromptParts.DataRule).Say(Form).Say(Ids(attempt)).ToString()),
        new(ChatRole.User, Situation(attempt, found)),
    ];

    private static string Situation(Attempt attempt, Failure? found)
    {
        var parts = new PromptParts()
            .Say(attempt.Level == Level.None
                ? "Do the task."
                : $"The task failed its verification. This is attempt {attempt.Number} at level {(int)attempt.Level}.")
            .Data("task", attempt.Task.Text, MostTask);
        if (found is not null)
        {
            parts.Data("error", Error(found), MostError).Data("context", found.Context, MostContext);
        }

        parts.Data("attempted", attempt.Report is { Attempts.IsEmpty: false } report ? report.Attempted : default, CaseReport.MaxTextLength + 64);
        if (attempt.Guidance is { } guidance)
        {
            parts.Data("advice", guidance.Text, MostGuidance).Data("steps of the advice", Steps(guidance), MostGuidance);
        }

        return parts.Data("files", attempt.Workspace is { } copy ? Files(copy) : default, MostFiles * 200).ToString();
    }

    private static UntrustedText Error(Failure found) => found.Others.IsDefaultOrEmpty
        ? found.Text
        : $"{found.Text.Value}\n\nFound at the same time:\n{string.Join('\n', found.Others.Select(static other => other.Value))}";

    private static UntrustedText Steps(Guidance guidance) => string.Join('\n', guidance.Steps.Select(static (step, i) =>
        $"{i + 1}. {(step.Kind == AdviceAnswer.StepKind ? "" : $"{step.Kind}: ")}{string.Join(", ", step.Arguments.Values)}"));

    private static UntrustedText Files(PrivateCopy copy)
    {
        var files = copy.Files;
        return string.Join('\n', files.Take(MostFiles)) + (files.Length > MostFiles ? $"\nand {files.Length - MostFiles} more" : "");
    }

    private static string Ids(Attempt attempt)
    {
        var ids = Triggers.Above(attempt.Policy, attempt.Level).ToList();
        return ids.Count == 0 ? "There are no triggers." : "Triggers:\n" + string.Join('\n', ids.Select(t => $"- {t.Trigger.Id}: {t.Trigger.Text}"));
    }
}
