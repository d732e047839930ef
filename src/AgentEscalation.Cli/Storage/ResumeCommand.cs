using System.CommandLine;
using AgentEscalation.Cases;
using AgentEscalation.Cli.Run;
using AgentEscalation.Routing;
using AgentEscalation.Sqlite;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Cli.Storage;

/// <summary><c>resume</c>: goes on with a case of `run --storage` that was interrupted, or whose card is answered.</summary>
internal static class ResumeCommand
{
    private const string Details = """
        An interrupted attempt counts, the private copy is made again from the best state in the case, and the time for which nobody worked is not
        charged to the level. A case whose owner is alive is left alone.

        Exit codes: those of `run`.

        Example:
          agent-escalation decide 0f5c...e1 A && agent-escalation resume 0f5c...e1
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static DetailedCommand Create(Terminal terminal)
    {
        var (id, storage, format) = (CaseStorage.Case(), CaseStorage.Option(), CommonOptions.Format());
        var agents = new Option<string?>("--agents")
        {
            Description = "A folder with agent files, as for `run`.", HelpName = "DIR",
        };
        var command = new DetailedCommand("resume", "Goes on with a case that was interrupted or decided.", Details) { id, storage, agents, format };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), journal => RunAsync(
            journal, parsed.GetRequiredValue(id), parsed.GetValue(agents), parsed.GetValue(format), terminal, token)));
        return command;
    }

    private static async Task<int> RunAsync(
        SqliteJournal journal, CaseId id, string? agents, OutputFormat format, Terminal terminal, CancellationToken token)
    {
        var events = await CaseStorage.ReadAsync(journal, id, token).ConfigureAwait(false);
        var state = CaseState.From(events);
        if (state.Status == CaseStatus.Closed)
        {
            throw new BadInputException($"Case {id} is closed: {state.Outcome}", null, "There is nothing to go on with.");
        }

        var choice = AgentChoice.Find(state.Agent, agents);
        var runner = new ProcessCommandRunner();
        await Toolchain.RequireCargoAsync(runner, state.Opened!.Verifier == "cargo clippy", token).ConfigureAwait(false);
        var router = RunAction.RouterOf(choice.Catalog, null, runner, new Desk([], null), journal);
        var run = state.Status == CaseStatus.Waiting && state.Card!.Expires > TimeProvider.System.GetUtcNow()
            ? throw new BadInputException($"Case {id} waits for a decision on card {state.CardsIssued}", null, $"Answer it first: agent-escalation decide {id} KEY")
            : await ResumeAsync(router, journal, id, token).ConfigureAwait(false);
        return RunAction.Show(run, state.Agent, format, terminal, journal.File);
    }

    private static async ValueTask<RunResult> ResumeAsync(EscalationRouter router, SqliteJournal journal, CaseId id, CancellationToken token)
    {
        // Notices owners whose process is gone.
        await journal.ToTakeUpAsync(TimeProvider.System.GetUtcNow(), 1, token).ToListAsync(token).ConfigureAwait(false);
        return await router.ResumeAsync(id, token).ConfigureAwait(false)
            ?? throw new BadInputException($"Case {id} is worked on by another process", null, "Wait for it, or end that process; see `agent-escalation cases show`.");
    }
}
