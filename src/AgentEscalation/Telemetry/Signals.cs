using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using Microsoft.Extensions.Logging;

namespace AgentEscalation.Telemetry;

/// <summary>Meters, spans and log lines of one router. Costs a check each when nobody listens.</summary>
internal sealed class Signals
{
    private static readonly ActivitySource Source = new(TelemetryNames.ActivitySource);
    private static readonly Meter SharedMeter = new(TelemetryNames.Meter);

    private readonly Histogram<double> _taskDuration;
    private readonly Histogram<double> _agentDuration;
    private readonly Histogram<double> _verifierDuration;
    private readonly Counter<long> _tasks;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _escalations;
    private readonly Counter<long> _cards;
    private readonly Counter<long> _tokens;

    public Signals(ILogger logger, IMeterFactory? meters, bool captureContent)
    {
        Logger = logger;
        CaptureContent = captureContent;
        var meter = meters?.Create(new MeterOptions(TelemetryNames.Meter)) ?? SharedMeter;
        _taskDuration = meter.CreateHistogram<double>(TelemetryNames.TaskDuration, "s", "A task, waiting for a person not counted.");
        _agentDuration = meter.CreateHistogram<double>(TelemetryNames.AgentDuration, "s", "A call of a specialist or an adviser.");
        _verifierDuration = meter.CreateHistogram<double>(TelemetryNames.VerifierDuration, "s", "A call of a verifier.");
        _tasks = meter.CreateCounter<long>(TelemetryNames.Tasks, "{task}", "Tasks that ended or began to wait.");
        _attempts = meter.CreateCounter<long>(TelemetryNames.Attempts, "{attempt}", "Attempts that ended.");
        _escalations = meter.CreateCounter<long>(TelemetryNames.Escalations, "{escalation}", "Moves up.");
        _cards = meter.CreateCounter<long>(TelemetryNames.Cards, "{card}", "Decision cards put before a person.");
        _tokens = meter.CreateCounter<long>(TelemetryNames.BudgetTokens, "{token}", "Tokens that specialists and advisers say they used.");
    }

    public ILogger Logger { get; }

    public bool CaptureContent { get; }

    /// <summary>Whether somebody listens to spans.</summary>
    public static bool HasSpans => Source.HasListeners();

    /// <summary>Whether somebody wants to know of the calls inside an attempt one by one.</summary>
    public bool Observes => _agentDuration.Enabled || _verifierDuration.Enabled || Source.HasListeners();

    public static Activity? TaskSpan(string agent) =>
        Source.HasListeners() ? Span(TelemetryNames.InvokeWorkflow, TelemetryNames.Workflow, TelemetryTags.Workflow)?.SetTag(TelemetryTags.Agent, agent) : null;

    public static Activity? AgentSpan(string agent, CaseId? caseId, Level level, int number) =>
        Source.HasListeners() ? At(Span(TelemetryNames.InvokeAgent, agent, TelemetryTags.Agent), caseId, level, number) : null;

    public static Activity? VerifierSpan(string verifier, CaseId? caseId, Level level, int number) =>
        Source.HasListeners() ? At(Span(TelemetryNames.ExecuteTool, verifier, TelemetryTags.Tool), caseId, level, number) : null;

    public static void Judged(Activity? span, Verdict verdict)
    {
        if (span is not null)
        {
            span.SetTag(TelemetryTags.Verdict, Name(verdict.Kind));
            span.AddEvent(new(TelemetryNames.EvaluationResult, tags: new() { [TelemetryTags.EvaluationLabel] = Name(verdict.Kind) }));
        }
    }

    public static void Failed(Activity? span, string errorType) =>
        span?.SetTag(TelemetryTags.ErrorType, errorType).SetStatus(ActivityStatusCode.Error);

    public static void Used(Activity? span, Usage usage)
    {
        if (span is not null && usage.Tokens > 0)
        {
            span.SetTag(TelemetryTags.InputTokens, usage.InputTokens).SetTag(TelemetryTags.OutputTokens, usage.OutputTokens);
        }
    }

    public void Content(Activity? span, string tag, string? content)
    {
        if (CaptureContent)
        {
            span?.SetTag(tag, content);
        }
    }

    public void AgentCalled(string agent, TimeSpan elapsed)
    {
        if (_agentDuration.Enabled)
        {
            _agentDuration.Record(
                elapsed.TotalSeconds, new(TelemetryTags.Operation, TelemetryNames.InvokeAgent), new(TelemetryTags.Agent, agent));
        }
    }

    public void VerifierCalled(string verifier, TimeSpan elapsed)
    {
        if (_verifierDuration.Enabled)
        {
            _verifierDuration.Record(
                elapsed.TotalSeconds, new(TelemetryTags.Operation, TelemetryNames.ExecuteTool), new(TelemetryTags.Tool, verifier));
        }
    }

    public void AttemptEnded(string agent, Level level, Verdict verdict, Usage usage)
    {
        if (_attempts.Enabled)
        {
            _attempts.Add(
                1, new(TelemetryTags.Agent, agent), new(TelemetryTags.Level, (int)level), new(TelemetryTags.Verdict, Name(verdict.Kind)));
        }

        Spent(agent, usage);
    }

    public void Spent(string agent, Usage usage)
    {
        if (_tokens.Enabled && usage.Tokens > 0)
        {
            _tokens.Add(usage.Tokens, new KeyValuePair<string, object?>(TelemetryTags.Agent, agent));
        }
    }

    public void Escalated(string agent, Level from, Level to, EscalationCause cause)
    {
        if (_escalations.Enabled)
        {
            _escalations.Add(1, new TagList
            {
                { TelemetryTags.Agent, agent },
                { TelemetryTags.From, (int)from },
                { TelemetryTags.To, (int)to },
                { TelemetryTags.Cause, cause.ToString() },
            });
        }
    }

    public void CardIssued(string agent)
    {
        if (_cards.Enabled)
        {
            _cards.Add(1, new KeyValuePair<string, object?>(TelemetryTags.Agent, agent));
        }
    }

    /// <summary>A run is over: its task ended, or waits for a person (no outcome).</summary>
    public void RunEnded(Activity? span, string agent, string? errorClass, Outcome? outcome, TimeSpan elapsed)
    {
        if (_tasks.Enabled || _taskDuration.Enabled)
        {
            var tags = new TagList
            {
                { TelemetryTags.Agent, agent },
                { TelemetryTags.Outcome, Name(outcome) },
                { TelemetryTags.Level, (int)(outcome?.Level ?? Level.UserDecision) },
            };
            if (errorClass is not null)
            {
                tags.Add(TelemetryTags.ErrorClass, errorClass);
            }

            _tasks.Add(1, tags);
            tags.Add(TelemetryTags.Operation, TelemetryNames.InvokeWorkflow);
            tags.Add(TelemetryTags.Workflow, TelemetryNames.Workflow);
            _taskDuration.Record(elapsed.TotalSeconds, tags);
        }

        if (span is not null)
        {
            span.SetTag(TelemetryTags.Outcome, Name(outcome));
            if (outcome is { Kind: OutcomeKind.Unresolved } unresolved)
            {
                span.SetTag(TelemetryTags.Reason, unresolved.Reason.ToString()).SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    private static Activity? Span(string operation, string name, string nameTag) =>
        Source.StartActivity($"{operation} {name}", ActivityKind.Internal)?.SetTag(TelemetryTags.Operation, operation).SetTag(nameTag, name);

    private static Activity? At(Activity? span, CaseId? caseId, Level level, int number)
    {
        span?.SetTag(TelemetryTags.Level, (int)level).SetTag(TelemetryTags.Attempt, number);
        return caseId is { } id ? span?.SetTag(TelemetryTags.CaseId, id.ToString()) : span;
    }

    private static string Name(VerdictKind kind) => kind switch
    {
        VerdictKind.Verified => "verified",
        VerdictKind.Failed => "failed",
        _ => "unverifiable",
    };

    private static string Name(Outcome? outcome) => outcome?.Kind switch
    {
        OutcomeKind.Completed => "completed",
        OutcomeKind.Resolved => "resolved",
        OutcomeKind.Unresolved => "unresolved",
        OutcomeKind.Cancelled => "cancelled",
        _ => "waiting",
    };
}
