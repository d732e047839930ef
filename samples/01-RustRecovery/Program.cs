using AgentEscalation.Agents;
using AgentEscalation.Routing;
using AgentEscalation.Rust;
using AgentEscalation.Scorecards;
using RustRecovery;

if (Arguments.Read(args) is not { } arguments || !await Cargo.IsThereAsync())
{
    return 2;
}

var router = EscalationRouter.Create(o => o.Catalog(AgentCatalog.BuiltIn).UseRust());

var scratch = Directory.CreateTempSubdirectory("rust-recovery-").FullName;
List<CaseScore> scores = [];
var verified = 0;
try
{
    foreach (var crate in Crate.All)
    {
        Story.Begin(crate);
        var run = await router.RunAsync(AgentTask.Verify("rust-pro", "make the tests pass", crate.CopyTo(scratch)));
        var told = Story.Tell(run, 0);
        while (run.Ticket is { } ticket)
        {
            run = await router.DecideAsync(ticket, Person.Decide(ticket.Card, arguments.Answer));
            told = Story.Tell(run, told);
        }

        Story.End(run);
        scores.Add(CaseScore.Of(run.Events));
        verified += run.IsVerified ? 1 : 0;
    }
}
finally
{
    Directory.Delete(scratch, recursive: true);
}

Story.Score(scores);
return verified == Crate.All.Count ? 0 : 4;
