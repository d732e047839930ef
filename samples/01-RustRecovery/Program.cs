using AgentEscalation.Agents;
using AgentEscalation.Routing;
using AgentEscalation.Rust;
using AgentEscalation.Scorecards;
using RustRecovery;

if (Arguments.Read(args) is not { } arguments || !await Cargo.IsThereAsync())
{
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

// The ladder: rust-pro and those it escalates to, with hands that need no model, judged by cargo test.
var router = EscalationRouter.Create(o => o.Catalog(AgentCatalog.BuiltIn).UseRust());

var scratch = Directory.CreateTempSubdirectory("rust-recovery-").FullName;
List<RunResult> runs = [];
try
{
    foreach (var crate in Crate.All)
    {
        Story.Begin(crate);
        var run = await ClimbAsync(AgentTask.Verify("rust-pro", "make the tests pass", crate.CopyTo(scratch)));
        while (run.Ticket is { } ticket)
        {
            var told = run.Events.Length;
            run = await router.DecideAsync(ticket, Person.Decide(ticket.Card, arguments.Answer), stopping.Token);
            Story.Tell(run.Events[told..]);
        }

        Story.End(run);
        if (stopping.IsCancellationRequested)
        {
            return 130;
        }

        runs.Add(run);
    }
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

Story.Score(Scorecard.Of(runs.Select(run => CaseScore.Of(run.Events))));
return runs.TrueForAll(run => run.IsVerified) ? 0 : 4;

async Task<RunResult> ClimbAsync(AgentTask task)
{
    await foreach (var update in router.RunStreamingAsync(task, stopping.Token))
    {
        switch (update)
        {
            case RunEvent { Event: var happened }:
                Story.Tell([happened]);
                break;
            case RunEnded { Result: var result }:
                return result;
        }
    }

    throw new InvalidOperationException("The run told no end.");
}
