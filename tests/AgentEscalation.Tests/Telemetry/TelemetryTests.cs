using System.Diagnostics;
using System.Diagnostics.Metrics;
using AgentEscalation.Cases;
using AgentEscalation.Routing;
using AgentEscalation.Telemetry;
using AgentEscalation.Tests.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AgentEscalation.Tests.Telemetry;

public sealed class TelemetryTests : IDisposable
{
    private static readonly Verdict Bad = Script.Bad("a private error");

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(Meters, TelemetryNames.Meter, instrument);

    private Task<RunResult<string>> RunAsync(Script script, FakeLogCollector? logs = null, bool content = false, AgentTask? task = null)
    {
        var loggers = LoggerFactory.Create(builder =>
        {
            builder.SetMinimumLevel(LogLevel.Trace);
            if (logs is not null)
            {
                builder.AddProvider(new FakeLoggerProvider(logs));
            }
        });
        var builder = new RouterBuilder { Meters = Meters }.Policy(Script.Policy).TimeProvider(script.Time).Telemetry(loggers, content)
            .Adviser("peer", new Adviser(_ => Script.Advice with { Usage = new(InputTokens: 5) })).Adviser("architect", new Adviser(_ => Script.Advice));
        return builder.Build().RunAsync(task ?? Script.Task, script.Work, script.Verify, Token).AsTask();
    }

    [Fact]
    public async Task Counters_and_durations_have_the_tags_of_the_conventions_and_no_ids()
    {
        using var tasks = Collect<long>(TelemetryNames.Tasks);
        using var attempts = Collect<long>(TelemetryNames.Attempts);
        using var escalations = Collect<long>(TelemetryNames.Escalations);
        using var duration = Collect<double>(TelemetryNames.TaskDuration);
        using var agents = Collect<double>(TelemetryNames.AgentDuration);
        using var verifier = Collect<double>(TelemetryNames.VerifierDuration);
        using var tokens = Collect<long>(TelemetryNames.BudgetTokens);
        var run = await RunAsync(new Script(Bad, Bad, Bad, Verdict.Verified));
        Assert.True(run.IsVerified);

        var task = Assert.Single(tasks.GetMeasurementSnapshot());
        Assert.Equal(("worker", "resolved", 2, "borrow-checker"), (task.Tags[TelemetryTags.Agent], task.Tags[TelemetryTags.Outcome], task.Tags[TelemetryTags.Level], task.Tags[TelemetryTags.ErrorClass]));
        Assert.Equal(["failed", "failed", "verified"], attempts.GetMeasurementSnapshot().Select(m => m.Tags[TelemetryTags.Verdict]));
        var moved = Assert.Single(escalations.GetMeasurementSnapshot());
        Assert.Equal((1, 2, "AttemptsUsed"), (moved.Tags[TelemetryTags.From], moved.Tags[TelemetryTags.To], moved.Tags[TelemetryTags.Cause]));
        Assert.Equal("invoke_workflow", Assert.Single(duration.GetMeasurementSnapshot()).Tags[TelemetryTags.Operation]);
        Assert.Equal("s", duration.Instrument!.Unit);
        Assert.Equal(["worker", "worker", "worker", "peer", "worker"], agents.GetMeasurementSnapshot().Select(m => m.Tags[TelemetryTags.Agent]));
        Assert.Equal(4, verifier.GetMeasurementSnapshot().Count);
        Assert.Equal(5, tokens.GetMeasurementSnapshot().Sum(m => m.Value));
        var all = new[] { tasks.GetMeasurementSnapshot().SelectMany(m => m.Tags), attempts.GetMeasurementSnapshot().SelectMany(m => m.Tags), duration.GetMeasurementSnapshot().SelectMany(m => m.Tags) };
        Assert.DoesNotContain(all.SelectMany(tags => tags), tag => tag.Key.EndsWith(".id", StringComparison.Ordinal) || Equals(tag.Value, run.CaseId.ToString()));
    }

    [Fact]
    public async Task Log_lines_have_stable_ids_and_levels_and_no_content()
    {
        var logs = new FakeLogCollector();
        var script = new Script(Bad, Bad, Bad, Verdict.Unverifiable("no linker"));
        var run = await RunAsync(script, logs);
        Assert.Equal(UnresolvedReason.Unverifiable, run.Outcome?.Reason);
        var lines = logs.GetSnapshot();
        Assert.Equal(
            [100, 101, 102, 101, 102, 200, 103, 101, 102, 101, 102, 300, 105], lines.Select(line => line.Id.Id));
        Assert.All(lines, line => Assert.Equal(line.Id.Id switch { < 200 => LogLevel.Debug, < 300 => LogLevel.Warning, _ => LogLevel.Error }, line.Level));
        Assert.Equal("LadderEnded", lines.Single(line => line.Level == LogLevel.Error).Id.Name);
        Assert.All(lines, line => Assert.DoesNotContain("private", line.Message));
        Assert.Contains(run.CaseId!.Value.ToString(), lines[5].Message);
    }

    [Fact]
    public async Task A_success_logs_nothing_above_debug()
    {
        var logs = new FakeLogCollector();
        await RunAsync(new Script(Bad, Verdict.Verified), logs);
        Assert.All(logs.GetSnapshot(), line => Assert.Equal(LogLevel.Debug, line.Level));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spans_nest_and_carry_content_only_when_switched_on(bool content)
    {
        var spans = new List<Activity>();
        using var root = new Activity("test").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == root.TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var run = await RunAsync(new Script(Bad, Bad, Bad, Verdict.Verified), content: content);
        var task = spans[^1];
        Assert.Equal("invoke_workflow escalation", task.OperationName);
        Assert.Equal(root.SpanId, task.ParentSpanId);
        Assert.Equal("resolved", task.GetTagItem(TelemetryTags.Outcome));
        Assert.Equal(run.CaseId.ToString(), task.GetTagItem(TelemetryTags.CaseId));
        var inner = spans[..^1];
        Assert.All(inner, span => Assert.Equal(task.SpanId, span.ParentSpanId));
        Assert.Equal(
            [
                "invoke_agent worker", "execute_tool function", "invoke_agent worker", "execute_tool function", "invoke_agent worker",
                "execute_tool function", "invoke_agent peer", "invoke_agent worker", "execute_tool function",
            ],
            inner.Select(span => span.OperationName));
        Assert.Equal("gen_ai.evaluation.result", Assert.Single(inner[^1].Events).Name);
        Assert.Equal(content, inner.Any(span => span.TagObjects.Any(tag => tag.Value is string text && text.Contains("private"))));
    }
}
