using System.CommandLine;
using System.CommandLine.Parsing;

namespace AgentEscalation.Cli;

/// <summary>The whole command: what it understands, and the one place where errors become a line and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        using var stopping = new Stopping();
        try
        {
            // An argument that begins with @ is a name here, not a file with more arguments.
            var parsed = Root(terminal).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors is [var error, ..] && parsed.Action is not DetailedHelp)
            {
                terminal.Fail(parsed.UnmatchedTokens is [var unknown, ..] ? $"'{unknown}' is not understood here." : error.Message);
                terminal.Note($"Try: agent-escalation {Path(parsed)}--help");
                return ExitCode.BadInput;
            }

            return await parsed.InvokeAsync(
                new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                stopping.Token).ConfigureAwait(false);
        }
        catch (BadInputException bad)
        {
            terminal.Fail(bad.Message);
            return ExitCode.BadInput;
        }
        catch (OperationCanceledException) when (stopping.Token.IsCancellationRequested)
        {
            terminal.Note("cancelled");
            return ExitCode.Cancelled;
        }
        catch (Exception broken)
        {
            terminal.Fail($"{FirstLine(broken.Message)} ({broken.GetType().Name}). {WhatToDo(broken)}");
            return ExitCode.Broken;
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand(
            "Lets an agent climb a bounded ladder on a workspace: self-recovery, peer consultation, architecture review, user decision. "
            + "Only what a verifier confirmed counts as resolved.")
        {
            Run.RunCommand.Create(terminal),
            Eval.EvalCommand.Create(terminal),
            Agents.AgentsCommand.Create(terminal),
            Scorecards.ScorecardCommand.Create(terminal),
            Models.ModelsCommand.Create(terminal),
            Storage.InboxCommand.Create(terminal),
            Storage.DecideCommand.Create(terminal),
            Storage.ResumeCommand.Create(terminal),
            Storage.CasesCommand.Create(terminal),
        };
        DetailedHelp.Attach(root);
        return root;
    }

    private static string Path(ParseResult parsed)
    {
        var path = "";
        for (var at = parsed.CommandResult; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
        {
            path = $"{at.Command.Name} {path}";
        }

        return path;
    }

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0].TrimEnd('.');

    private static string WhatToDo(Exception broken)
    {
        if (Environment.GetEnvironmentVariable("AGENT_ESCALATION_TRACE") is "1")
        {
            return $"{Environment.NewLine}{broken}";
        }

        return broken is IOException or UnauthorizedAccessException
            ? "Check that the disk has room and that the folder may be written."
            : "This is a bug; set AGENT_ESCALATION_TRACE=1 to see where, and report it.";
    }
}
