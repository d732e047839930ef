using System.Text.Json;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Routing;

namespace AgentEscalation.Cli.Run;

/// <summary>The result of a run as one JSON document. Every member is always there; what does not apply is null.</summary>
internal static class RunDocument
{
    /// <summary>Writes the document.</summary>
    /// <param name="run">How the task ended, or that it waits.</param>
    /// <param name="to">Where to.</param>
    public static void Write(RunResult run, TextWriter to)
    {
        JsonDocuments.Write(to, json =>
        {
            var state = CaseState.From(run.Events.AsSpan());
            json.WriteStartObject();
            Outcome(json, run, state);
            Case(json, run);
            CaseDocument.Report(json, run.Events);
            CaseDocument.Card(json, run.Outcome is null ? DecisionCard.Of(run.Events) : null);
            json.WriteString("diff", run.Diff);
            CaseDocument.Usage(json, run.Usage);
            json.WriteEndObject();
        });
    }

    /// <summary>What the run's kind is called: completed, resolved, waiting, unresolved or cancelled.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The word.</returns>
    public static string Kind(RunResult run) => run.Outcome is { } outcome ? Words.Slug(outcome.Kind) : "waiting";

    private static void Outcome(Utf8JsonWriter json, RunResult run, in CaseState state)
    {
        json.WriteStartObject("outcome");
        json.WriteString("kind", Kind(run));
        Number(json, "level", run.Outcome is { } outcome ? (int)outcome.Level : (int)state.Level);
        json.WriteNumber("attempts", state.AllAttempts);
        json.WriteString("verdict", LastVerdict(run));
        json.WriteString("reason", run.Outcome is { Reason: not UnresolvedReason.None and var reason } ? Words.Slug(reason) : null);
        json.WriteString("detail", run.Detail);
        var repair = run.IsVerified ? RunText.Repair(run) : null;
        json.WriteString("repair", repair?.Notes.Value);
        json.WriteString("verifiedBy", repair?.Verdict.Summary);
        json.WriteEndObject();
    }

    private static void Case(Utf8JsonWriter json, RunResult run)
    {
        if (run.CaseId is not { } id)
        {
            json.WriteNull("case");
            return;
        }

        json.WriteStartObject("case");
        json.WriteString("id", id.ToString());
        CaseDocument.Events(json, run.Events);
        json.WriteEndObject();
    }

    private static string? LastVerdict(RunResult run)
    {
        if (run.IsVerified)
        {
            return Words.Slug(VerdictKind.Verified);
        }

        for (var i = run.Events.Length - 1; i >= 0; i--)
        {
            switch (run.Events[i])
            {
                case AttemptEnded ended:
                    return Words.Slug(ended.Verdict.Kind);
                case CaseOpened:
                    return Words.Slug(VerdictKind.Failed);
            }
        }

        return run.Outcome is { Reason: UnresolvedReason.Unverifiable } ? Words.Slug(VerdictKind.Unverifiable) : null;
    }

    private static void Number(Utf8JsonWriter json, string name, int value)
    {
        if (value == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteNumber(name, value);
        }
    }
}
