using System.CommandLine;
using AgentEscalation.Cases;

namespace AgentEscalation.Cli.Storage;

/// <summary><c>cases list|show|replay|prune|export|backup|check</c>.</summary>
internal static class CasesCommand
{
    private const string PruneDetails = """
        Removes closed cases for good; open and waiting ones stay however old they are. The scorecard keeps what they came to. A host that
        works on the file can go on meanwhile. Make a backup first when in doubt.

        Examples:
          agent-escalation cases prune --older-than 90d
          agent-escalation cases prune --older-than 30d --outcome cancelled --storage escalation.db
        """;

    private const string CheckDetails = """
        Reads every page, every event and every chain of hashes, and folds each case again. A changed, missing or added event is named with its
        case. Whoever can write the file can also write a whole chain anew, and no check of the file alone shows that: keep backups or the heads
        elsewhere.

        Exit codes: 0 nothing found, 1 something found, 2 bad input.
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The command with those below it.</returns>
    public static Command Create(Terminal terminal) => new("cases", "Looks into a case file and looks after it.")
    {
        List(terminal), Show(terminal), Replay(terminal), Prune(terminal), Export(terminal), Backup(terminal), Check(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var (storage, status, agent, format) = (CaseStorage.Option(), Status(), Agent(), CommonOptions.Format());
        var limit = new Option<int>("--limit", "-n") { Description = "The most cases, 1 to 10000.", DefaultValueFactory = _ => 50 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000)
            {
                result.AddError("--limit has to be 1 to 10000.");
            }
        });
        var command = new Command("list", "Lists cases, the latest first; waiting ones by their expiry.") { storage, status, agent, limit, format };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), journal => ListAction.RunAsync(
            journal, new() { Status = parsed.GetValue(status), Agent = parsed.GetValue(agent), Limit = parsed.GetValue(limit) }, parsed.GetValue(format), terminal, token)));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var (id, storage, format) = (CaseStorage.Case(), CaseStorage.Option(), CommonOptions.Format());
        var events = new Option<bool>("--events") { Description = "Also what happened, event by event." };
        var command = new Command("show", "Shows a case: how it stands, its report and its card.") { id, storage, events, format };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), async journal => ShowAction.Run(
            await CaseStorage.ReadAsync(journal, parsed.GetRequiredValue(id), token).ConfigureAwait(false), parsed.GetValue(events), parsed.GetValue(format), terminal)));
        return command;
    }

    private static Command Replay(Terminal terminal)
    {
        var (id, storage, format) = (CaseStorage.Case(), CaseStorage.Option(), CommonOptions.Format());
        var at = new Option<int?>("--at") { Description = "Only the state after this event, from 1.", HelpName = "N" };
        var command = new Command("replay", "Shows what a case was after each event.") { id, at, storage, format };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), async journal => ReplayAction.Run(
            await CaseStorage.ReadAsync(journal, parsed.GetRequiredValue(id), token).ConfigureAwait(false), parsed.GetValue(at), parsed.GetValue(format), terminal)));
        return command;
    }

    private static DetailedCommand Prune(Terminal terminal)
    {
        var (storage, agent) = (CaseStorage.Option(), Agent());
        var age = new Option<TimeSpan?>("--older-than")
        {
            Description = "How long ago a case has to have closed: 12h, 90d.", HelpName = "TIME", Required = true, CustomParser = CommonOptions.Duration,
        };
        var outcomes = new Option<OutcomeKind[]>("--outcome")
        {
            Description = "Only cases that ended like this; may be given several times.",
            HelpName = "resolved|unresolved|cancelled",
            CustomParser = result => [.. result.Tokens.Select(token => token.Value.ToLowerInvariant() switch
            {
                "resolved" => OutcomeKind.Resolved,
                "unresolved" => OutcomeKind.Unresolved,
                "cancelled" => OutcomeKind.Cancelled,
                _ => Unknown(token.Value),
            })],
        };
        var command = new DetailedCommand("prune", "Removes cases that closed long ago.", PruneDetails) { age, outcomes, agent, storage };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), async journal =>
        {
            var removed = await journal.PruneAsync(
                new()
                {
                    ClosedBefore = TimeProvider.System.GetUtcNow() - parsed.GetRequiredValue(age)!.Value,
                    Outcomes = [.. parsed.GetValue(outcomes) ?? []],
                    Agent = parsed.GetValue(agent),
                },
                token).ConfigureAwait(false);
            terminal.Out.WriteLine($"{Run.Words.Count((int)removed.Cases, "case", "cases")} with {Run.Words.Count((int)removed.Events, "event", "events")} removed from {journal.File}.");
            return ExitCode.Done;
        }));
        return command;

        static OutcomeKind Unknown(string word) =>
            throw new BadInputException($"'{word}' is unknown", "--outcome", "Use one of: resolved, unresolved, cancelled.");
    }

    private static Command Export(Terminal terminal)
    {
        var (storage, status, agent) = (CaseStorage.Option(), Status(), Agent());
        var save = new Option<string?>("--out", "-o") { Description = "The file; without it the standard output.", HelpName = "FILE" };
        var command = new Command("export", "Writes cases as JSON lines, for `scorecard` or another program.") { storage, status, agent, save };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), async journal =>
        {
            using var file = parsed.GetValue(save) is { } path ? OutFile.Create(path, "--out") : null;
            await foreach (var line in journal.ExportAsync(parsed.GetValue(status), parsed.GetValue(agent), token).ConfigureAwait(false))
            {
                await (file ?? terminal.Out).WriteLineAsync(line.AsMemory(), token).ConfigureAwait(false);
            }

            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Backup(Terminal terminal)
    {
        var target = new Argument<string>("FILE") { Description = "The copy; it must not exist yet." };
        var storage = CaseStorage.Option();
        var command = new Command("backup", "Copies a case file as it is now, while hosts work on it.") { target, storage };
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), async journal =>
        {
            await journal.BackupAsync(parsed.GetRequiredValue(target), token).ConfigureAwait(false);
            terminal.Out.WriteLine($"{journal.File} copied to {Path.GetFullPath(parsed.GetRequiredValue(target))}.");
            return ExitCode.Done;
        }));
        return command;
    }

    private static DetailedCommand Check(Terminal terminal)
    {
        var (storage, format) = (CaseStorage.Option(), CommonOptions.Format());
        var command = new DetailedCommand("check", "Looks for damage, and for events that were changed after they were written.", CheckDetails) { storage, format };
        command.SetAction((parsed, token) => CheckAction.RunAsync(parsed.GetRequiredValue(storage), parsed.GetValue(format), terminal, token));
        return command;
    }

    private static Option<CaseStatus?> Status() => new("--status")
    {
        Description = "Only cases that are open, wait for a person, or are closed.",
        HelpName = "open|waiting|closed",
        CustomParser = result => CommonOptions.Choice<CaseStatus?>(
            result, null, ("open", CaseStatus.Open), ("waiting", CaseStatus.Waiting), ("closed", CaseStatus.Closed)),
    };

    private static Option<string?> Agent() => new("--agent") { Description = "Only cases of this specialist.", HelpName = "NAME" };
}
