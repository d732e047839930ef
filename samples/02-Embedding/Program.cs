using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Samples.Embedding;

// The ladder around three functions that an application has already: one that writes, one that checks, one that knows better.
// ladder:begin
var router = EscalationRouter.Create(o => o.Policy(EscalationPolicy.Default)
    .Adviser(Level.PeerConsultation, (report, token) => Reviewer.AskAsync(report, token)));
var run = await router.RunAsync<string>(
    "the invoice as JSON",
    work: (attempt, token) => Writer.WriteAsync(attempt.Guidance, token),
    verify: (json, token) => new(Checker.ErrorIn(json) is { } error ? Verdict.Failed(error) : Verdict.Verified));
Console.WriteLine(run.IsVerified ? $"verified: {run.Value}" : $"not verified: {run}");
// ladder:end

Console.WriteLine($"outcome:  {run.Outcome}");
foreach (var happened in run.Events)
{
    var line = happened switch
    {
        AttemptEnded { Verdict.Failure: { } failure } e => $"level {(int)e.Level}, attempt {e.Number}: {failure.Text.Value}",
        AttemptEnded e => $"level {(int)e.Level}, attempt {e.Number}: verified",
        Escalated e => $"up to level {(int)e.To}: {e.Cause}",
        ConsultEnded { Guidance: { } advice } e => $"level {(int)e.Level}, {e.Responder} says: {advice.Text.Value}",
        _ => null,
    };
    if (line is not null)
    {
        Console.WriteLine($"  {line}");
    }
}

return run.IsVerified ? 0 : 1;
