namespace AgentEscalation.Telemetry;

/// <summary>Names of tags. Ids are on spans and logs only, never on metrics; contents only when switched on.</summary>
public static class TelemetryTags
{
    /// <summary>What is done: <c>invoke_workflow</c>, <c>invoke_agent</c>, <c>execute_tool</c>.</summary>
    public const string Operation = "gen_ai.operation.name";

    /// <summary>The workflow.</summary>
    public const string Workflow = "gen_ai.workflow.name";

    /// <summary>The agent: specialist or responder.</summary>
    public const string Agent = "gen_ai.agent.name";

    /// <summary>The verifier.</summary>
    public const string Tool = "gen_ai.tool.name";

    /// <summary>Tokens read, on spans.</summary>
    public const string InputTokens = "gen_ai.usage.input_tokens";

    /// <summary>Tokens written, on spans.</summary>
    public const string OutputTokens = "gen_ai.usage.output_tokens";

    /// <summary>Type of an exception, or the way a call ended badly.</summary>
    public const string ErrorType = "error.type";

    /// <summary>What came in, on spans, only when contents are switched on.</summary>
    public const string InputMessages = "gen_ai.input.messages";

    /// <summary>What came out, on spans, only when contents are switched on.</summary>
    public const string OutputMessages = "gen_ai.output.messages";

    /// <summary>The verdict's name in <see cref="TelemetryNames.EvaluationResult"/>.</summary>
    public const string EvaluationLabel = "gen_ai.evaluation.score.label";

    /// <summary>The case, on spans and logs.</summary>
    public const string CaseId = "agent_escalation.case.id";

    /// <summary>The level, 0 to 4.</summary>
    public const string Level = "agent_escalation.level";

    /// <summary>The level left.</summary>
    public const string From = "agent_escalation.level.from";

    /// <summary>The level entered.</summary>
    public const string To = "agent_escalation.level.to";

    /// <summary>Why the case moved up.</summary>
    public const string Cause = "agent_escalation.cause";

    /// <summary>The attempt of the level, on spans.</summary>
    public const string Attempt = "agent_escalation.attempt";

    /// <summary>The outcome: completed, resolved, unresolved, cancelled, waiting.</summary>
    public const string Outcome = "agent_escalation.outcome";

    /// <summary>Why it is unresolved.</summary>
    public const string Reason = "agent_escalation.reason";

    /// <summary>The verdict: verified, failed, unverifiable.</summary>
    public const string Verdict = "agent_escalation.verdict";

    /// <summary>The class that the case opened with.</summary>
    public const string ErrorClass = "agent_escalation.error.class";

    /// <summary>The card, on spans and logs: case and number.</summary>
    public const string DecisionId = "agent_escalation.decision.id";
}
