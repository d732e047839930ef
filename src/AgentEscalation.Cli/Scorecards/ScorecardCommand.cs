using System.CommandLine;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Cli.Scorecards;

/// <summary><c>scorecard</c>: the rates over stored cases.</summary>
internal static class ScorecardCommand
{
    private const string Details = """
        A case counts at a level when it left it: resolved, escalated or unresolved there. Only what a verifier confirmed is resolved. Cases that are
        open, cancelled or unverifiable are in no rate and shown beside. Level 4 counts arrivals, over all tasks, those without any error
        included.

        Each rate has Wilson's 95 % interval and a verdict: Met or Missed when the whole interval is on one side of the target, else how many
        more cases would decide it at today's rate.

        Exit codes: 0 done, 2 bad input.

        Examples:
          agent-escalation scorecard case.jsonl yesterday/*.jsonl
          agent-escalation scorecard --storage escalation.db
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Case files, as `run --out` and `cases export` write them.", Arity = ArgumentArity.ZeroOrMore,
        };
        var storage = new Option<string?>("--storage", "-s") { Description = "Instead: the sums in a file of UseSqlite or `run --storage`.", HelpName = "FILE" };
        var format = CommonOptions.Format();
        var command = new DetailedCommand("scorecard", "Prints the rates per level against the targets, over stored cases.", Details) { files, storage, format };
        command.SetAction(async (parsed, token) =>
        {
            var (paths, stored) = (parsed.GetValue(files) ?? [], parsed.GetValue(storage));
            if ((stored is null) == (paths.Length == 0))
            {
                throw new BadInputException("There is nothing to add up, or two kinds of it", "FILE", "Name case files, or a case file of UseSqlite with --storage.");
            }

            if (stored is not null)
            {
                return await Storage.CaseStorage.WithAsync(stored, async journal =>
                {
                    Write(await journal.ScorecardAsync(token).ConfigureAwait(false), parsed.GetValue(format), terminal.Out);
                    return ExitCode.Done;
                }).ConfigureAwait(false);
            }

            var scorecard = await CaseFiles.ReadAsync(paths, token).ConfigureAwait(false);
            Write(scorecard, parsed.GetValue(format), terminal.Out);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(Scorecard scorecard, OutputFormat format, TextWriter to)
    {
        if (format == OutputFormat.Text)
        {
            to.Write(scorecard.ToText());
            return;
        }

        JsonDocuments.Write(to, scorecard.WriteJson);
    }
}
