using System.Diagnostics;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace AgentEscalation.Providers.Tests.Secrets;

/// <summary>A thousand secrets go into errors, context, exceptions, guidance and options; none comes out in reports, logs, spans, events or cards.</summary>
public sealed class ThousandSecretsTests
{
    private const int Secrets = 1000;

    [Fact]
    public async Task None_of_a_thousand_secrets_is_written_anywhere()
    {
        var collector = new FakeLogCollector();
        using var loggers = LoggerFactory.Create(b => b.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(collector)));
        List<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.ActivitySource,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        List<string> reported = [];
        List<string> leaks = [];
        SeededSecret secret = null!;
        var router = EscalationRouter.Create(o => o
            .Policy(EscalationPolicy.Default)
            .Telemetry(loggers, captureContent: true)
            .Adviser(Level.PeerConsultation, (report, _) => Note(report, Guidance.Of(secret.Arguments)))
            .Adviser(Level.ArchitectureReview, (report, _) => Note(report, Guidance.MajorDecision(
                secret.Error, [new DecisionOption { Title = secret.Written, Description = secret.Environment, Consequence = secret.Path }]))));

        var cards = 0;
        for (var seed = 0; seed < Secrets; seed++)
        {
            secret = new(seed);
            reported.Clear();
            var tries = 0;
            var run = await router.RunAsync<string>(
                "call the service",
                work: (_, _) => ++tries == 2 ? throw new InvalidOperationException(secret.Path) : new(secret.Value),
                verify: (_, _) => new(Verdict.Failed(new Failure
                {
                    Text = secret.Error + tries, Context = secret.Environment, Others = [secret.Path, secret.Arguments],
                })),
                TestContext.Current.CancellationToken);

            var written = run.Events.Select(CaseJson.WriteLine).Concat(reported).ToList();
            if (run.Ticket is { Card: var card })
            {
                cards++;
                written.AddRange(card.Levels);
                written.AddRange(card.Options.SelectMany(o => new[] { o.Title.Value ?? "", o.Description.Value ?? "", o.Consequence ?? "" }));
                written.AddRange(TextsOf(card.Report));
            }

            written.AddRange(collector.GetSnapshot(clear: true).SelectMany(record =>
                record.StructuredState!.Select(pair => $"{pair.Value}").Append(record.Message).Append(record.Exception?.ToString() ?? "")));
            lock (spans)
            {
                written.AddRange(spans.SelectMany(TextsOf));
                spans.Clear();
            }

            leaks.AddRange(written.Where(text => text.Contains(secret.Value, StringComparison.Ordinal)).Select(text => $"seed {seed} ({secret.Written}): {text}"));
        }

        Assert.True(leaks.Count == 0, $"{leaks.Count} leaks:\n{string.Join('\n', leaks.Take(20))}");
        Assert.Equal(Secrets, cards);

        ValueTask<Guidance?> Note(CaseReport report, Guidance guidance)
        {
            reported.AddRange(TextsOf(report));
            return new(guidance);
        }
    }

    private static IEnumerable<string> TextsOf(CaseReport report) =>
        [report.Problem, report.Attempted.Value ?? "", report.Error.Value ?? "", report.Context.Value ?? "", report.Request, .. report.Fields.Select(field => field.Text.Value ?? "")];

    private static IEnumerable<string> TextsOf(Activity span) =>
        span.TagObjects.Select(tag => $"{tag.Value}")
            .Concat(span.Events.SelectMany(e => e.Tags.Select(tag => $"{tag.Value}").Append(e.Name)))
            .Append(span.DisplayName).Append(span.StatusDescription ?? "");
}
