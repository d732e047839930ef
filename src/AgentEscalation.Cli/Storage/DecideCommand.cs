using System.CommandLine;
using AgentEscalation.Cases;
using AgentEscalation.Cli.Run;
using AgentEscalation.Sqlite;

namespace AgentEscalation.Cli.Storage;

/// <summary><c>decide</c>: answers a card.</summary>
internal static class DecideCommand
{
    private const string Details = """
        The first valid answer to a card counts, whichever way it comes; a later one is told who was first. When the workspace has changed since the
        card was issued, the card is issued anew and shown, and the answer does not count. The case goes on at once in a host that works on the
        file; without one, `agent-escalation resume CASE` goes on with it.

        Exit codes: 0 the answer counts, 2 it does not; the message says why.

        Examples:
          agent-escalation decide 0f5c...e1 A
          agent-escalation decide 0f5c...e1 --guidance "keep the old signature and clone in the caller"
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Create(Terminal terminal)
    {
        var (id, storage) = (CaseStorage.Case(), CaseStorage.Option());
        var key = new Argument<string?>("KEY")
        {
            Description = "The key of an option: A, B, ..., retry or stop. Left away with --guidance.", Arity = ArgumentArity.ZeroOrOne,
        };
        var guidance = new Option<string?>("--guidance")
        {
            Description = "Your own words for the specialist: one more attempt (retry), or in addition to the option.", HelpName = "TEXT",
        };
        var by = new Option<string>("--by")
        {
            Description = "Who decides, for the record; the name of this user without it.", HelpName = "NAME", DefaultValueFactory = _ => Environment.UserName,
        };
        var command = new DetailedCommand("decide", "Answers a decision card.", Details) { id, key, guidance, by, storage };
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is null && result.GetValue(guidance) is null)
            {
                result.AddError("Nothing is decided: give a KEY of the card, or --guidance TEXT. See `agent-escalation inbox`.");
            }
        });
        command.SetAction((parsed, token) => CaseStorage.WithAsync(parsed.GetRequiredValue(storage), journal => RunAsync(
            journal,
            parsed.GetRequiredValue(id),
            card => card.Choose(parsed.GetValue(key) ?? DecisionOption.RetryKey, parsed.GetValue(guidance), parsed.GetRequiredValue(by)),
            terminal,
            token)));
        return command;
    }

    private static async Task<int> RunAsync(
        SqliteJournal journal, CaseId id, Func<DecisionCard, Decision> choose, Terminal terminal, CancellationToken token)
    {
        var events = await CaseStorage.ReadAsync(journal, id, token).ConfigureAwait(false);
        if (DecisionCard.Of(events) is not { } card)
        {
            throw new BadInputException($"Case {id} has no card", null, "It asks nobody; see `agent-escalation cases show`.");
        }

        var receipt = await InboxCommand.Of(journal).AnswerAsync(choose(card), "command line", token).ConfigureAwait(false);
        if (receipt.Fault is { } fault)
        {
            if (receipt.Ticket is { } anew && fault.Kind == DecisionFaultKind.Stale)
            {
                CardView.Write(anew.Card, terminal.Out);
            }

            throw new BadInputException(Printable.Line(fault.Message, 500), null, "");
        }

        terminal.Out.WriteLine($"Decided: {receipt.Decided!.Option} on card {receipt.Decided.Number} of case {id}, by {Printable.Line(receipt.Decided.By)}.");
        terminal.Note($"A host that works on this file goes on with it; without one: agent-escalation resume {id} --storage {journal.File}");
        return ExitCode.Done;
    }
}
