namespace AgentEscalation.Telemetry;

/// <summary>Names of the meter, the activity source, instruments and spans. The GenAI ones follow OpenTelemetry's conventions, which are
/// still in development: they are pinned here.</summary>
public static class TelemetryNames
{
    /// <summary>The meter.</summary>
    public const string Meter = "AgentEscalation";

    /// <summary>The activity source.</summary>
    public const string ActivitySource = "AgentEscalation";

    /// <summary>Histogram, seconds: a task from its start to its end, waiting for a person not counted.</summary>
    public const string TaskDuration = "gen_ai.workflow.duration";

    /// <summary>Histogram, seconds: one call of a specialist or an adviser.</summary>
    public const string AgentDuration = "gen_ai.invoke_agent.duration";

    /// <summary>Histogram, seconds: one call of a verifier.</summary>
    public const string VerifierDuration = "gen_ai.execute_tool.duration";

    /// <summary>Counter: tasks that ended, by outcome.</summary>
    public const string Tasks = "agent_escalation.tasks";

    /// <summary>Counter: attempts that ended, by level and verdict.</summary>
    public const string Attempts = "agent_escalation.attempts";

    /// <summary>Counter: moves up, by level left, level entered and cause.</summary>
    public const string Escalations = "agent_escalation.escalations";

    /// <summary>Counter: decision cards put before a person.</summary>
    public const string Cards = "agent_escalation.cards";

    /// <summary>Counter: tokens that specialists and advisers say they used.</summary>
    public const string BudgetTokens = "agent_escalation.budget.tokens";

    /// <summary>Span name of a task; the workflow's name follows.</summary>
    public const string InvokeWorkflow = "invoke_workflow";

    /// <summary>Span name of a call of a specialist or an adviser; the agent's name follows.</summary>
    public const string InvokeAgent = "invoke_agent";

    /// <summary>Span name of a call of a verifier; its name follows.</summary>
    public const string ExecuteTool = "execute_tool";

    /// <summary>The workflow's name on spans and metrics.</summary>
    public const string Workflow = "escalation";

    /// <summary>Span event with a verdict.</summary>
    public const string EvaluationResult = "gen_ai.evaluation.result";
}
