using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AgentEscalation.Cli.Eval;

/// <summary><c>eval</c>: what the repairs that need no model are worth on a corpus.</summary>
internal static class EvalCommand
{
    private const string Details = """
        The corpus has one JSON object a line: name, source, and as wanted edition (2021), crateType (bin), code, errorClass, origin,
        reference (a published repair) and tests (a Rust test module). Reference and tests are for scoring only; the repair sees the
        source and nothing else.

        The table has a row for `cargo fix --broken-code` on the same cases, one for each height of the ladder and one for each error
        class. solved = claimed, compiles, the tests pass, and not degenerate. precision = claims whose tests pass, of all claims on cases with
        tests. In brackets: Wilson's 95 % interval.

        Scoring runs the corpus's code and tests: measure only what you would run yourself.

        Exit codes: 0 measured, 2 bad input, 130 cancelled; the results so far are in FILE.

        Example:
          agent-escalation eval cases.jsonl --levels 3 --parallel 2 --out results.jsonl
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Create(Terminal terminal)
    {
        var corpus = new Argument<string>("CORPUS") { Description = "The corpus, JSON lines." };
        var levels = Number("--levels", "The highest level to climb to, 1 to 3.", 3, 3);
        var parallel = Number("--parallel", "Cases at once.", 2, 64);
        var save = new Option<string?>("--out", "-o")
        {
            Description = "Writes a line a case: name, outcome, level, attempts, compiles, seconds, class, repaired source, score.",
            HelpName = "RESULTS",
        };
        var command = new DetailedCommand("eval", "Runs the ladder on every case of a corpus and prints what it is worth.", Details)
        {
            corpus, levels, parallel, save,
        };
        command.SetAction((parsed, token) => EvalAction.RunAsync(
            new(parsed.GetRequiredValue(corpus), parsed.GetValue(levels), parsed.GetValue(parallel), parsed.GetValue(save)), terminal, token));
        return command;
    }

    private static Option<int> Number(string name, string description, int otherwise, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Number(result, name, most),
    };

    private static int Number(ArgumentResult result, string name, int most)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        result.AddError($"'{text}' is not possible ({name}). Give a whole number from 1 to {most}.");
        return 0;
    }
}
