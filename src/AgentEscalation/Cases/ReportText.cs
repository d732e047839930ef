using System.Collections.Immutable;
using System.Text;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>The sentences of a report.</summary>
internal static class ReportText
{
    public static string Cut(string? text) => Bound.Cut(text ?? "", CaseReport.MaxTextLength);

    public static string Problem(CaseReport report)
    {
        var tries = report.Tries;
        var name = ReportedAttempt.Name(report.Failure);
        var error = name.Length == 0 ? "an error" : name;
        var after = tries == 0 ? "" : $" after {tries} {(tries == 1 ? "attempt" : "attempts")}";
        return Cut($"{report.Agent} has not finished its task{after}; the verifier still finds {error}. The task: {report.Task}");
    }

    public static UntrustedText Attempted(CaseReport report)
    {
        if (report.Attempts.IsEmpty)
        {
            return "Nothing yet.";
        }

        var text = new StringBuilder();
        foreach (var attempt in report.Attempts)
        {
            text.Append(text.Length == 0 ? "" : "\n").Append(attempt.Describe());
        }

        return Cut(text.ToString());
    }

    public static UntrustedText Error(CaseReport report)
    {
        var failure = report.Failure;
        if (failure.Others.IsDefaultOrEmpty)
        {
            return Cut(failure.Text.Value);
        }

        var text = new StringBuilder(Cut(failure.Text.Value)).Append($"\n\nFound at the same time ({failure.Others.Length}):");
        foreach (var other in failure.Others)
        {
            text.Append("\n- ").Append(other.Value);
        }

        return Cut(text.ToString());
    }

    public static string Request(CaseReport report) => report.Level switch
    {
        <= Level.PeerConsultation => Cut(Rule(report)?.Ask ?? "What should be changed, and where, so that the verifier passes?"),
        Level.ArchitectureReview =>
            "Which change of the design lets the verifier pass? Name the steps in order, or the options when the user has to choose.",
        _ => "How shall it go on? Choose an option, try once more with your own words, or stop.",
    };

    public static ImmutableArray<ReportField> Fields(CaseReport report)
    {
        var fields = ImmutableArray.CreateBuilder<ReportField>(report.Policy.ReportFields.Length);
        foreach (var label in report.Policy.ReportFields)
        {
            fields.Add(new(label, Field(report, label)));
        }

        return fields.ToImmutable();
    }

    /// <summary>Agents name the same five things differently; a label that says something else stays empty rather than being guessed.</summary>
    private static UntrustedText Field(CaseReport report, string label) => Policies.Trigger.Slug(label) switch
    {
        "problem" or "issue" or "summary" or "concern" or "challenge" => report.Problem,
        "attempted" or "tried" or "attempts" or "what-i-tried" or "already-tried" or "approaches-tried" => report.Attempted,
        "error" or "errors" or "error-details" or "error-message" or "error-output" or "evidence" => report.Error,
        "context" or "current-code" or "code" or "location" or "where" => report.Context,
        "request" or "question" or "ask" or "need" or "needed" or "help-needed" => report.Request,
        "task" or "goal" or "objective" => report.Task,
        "agent" or "from" or "specialist" => report.Agent,
        "class" or "error-class" or "category" or "type" => report.Class,
        "impact" => Impact(report.Failure),
        _ => UntrustedText.Empty,
    };

    private static string Impact(Failure failure) => failure.Others.IsDefaultOrEmpty
        ? "The task is not done; the verifier finds one error."
        : $"The task is not done; the verifier finds {failure.Others.Length + 1} errors.";

    private static ErrorRule? Rule(CaseReport report) => report.Policy.RuleFor(report.Failure.Class ?? report.Class, report.Failure.Code);
}
