using System.CommandLine;
using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Agents;

/// <summary><c>agents list|show|validate</c>.</summary>
internal static class AgentsCommand
{
    private const string ValidateDetails = """
        Every finding is one line: path:line:column: severity AEnnnn: message (what to do).

        Exit codes:
          0    no error
          1    an error
          2    a warning, with --strict; or a path that does not exist

        Examples:
          agent-escalation agents validate ./agents
          agent-escalation agents validate ./agents --strict --format sarif > agents.sarif
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The command with its three commands below it.</returns>
    public static Command Create(Terminal terminal) => new("agents", "Lists, shows and checks agent files.")
    {
        List(terminal),
        Show(terminal),
        Validate(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var (paths, agents, format) = (Paths(ArgumentArity.ZeroOrMore), Agents(), CommonOptions.Format());
        var command = new Command("list", "Lists the agents of some paths, or those that ship.") { paths, agents, format };
        command.SetAction(parsed => ListAction.Run(
            [.. parsed.GetValue(paths) ?? [], .. parsed.GetValue(agents) ?? []], parsed.GetValue(format), terminal));
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var what = new Argument<string>("FILE|NAME") { Description = "An agent file, or the name of an agent." };
        var (agents, format) = (Agents(), CommonOptions.Format());
        var command = new Command("show", "Shows what an agent file says: its ladder, its report, its recovery table.") { what, agents, format };
        command.SetAction(parsed => ShowAction.Run(
            parsed.GetRequiredValue(what), parsed.GetValue(agents) ?? [], parsed.GetValue(format), terminal));
        return command;
    }

    private static DetailedCommand Validate(Terminal terminal)
    {
        var (paths, agents) = (Paths(ArgumentArity.OneOrMore), Agents());
        var format = new Option<ReportFormat>("--format")
        {
            Description = "text (the default), json or sarif (2.1.0).",
            HelpName = "text|json|sarif",
            CustomParser = result => CommonOptions.Choice(
                result, ReportFormat.Text, ("text", ReportFormat.Text), ("json", ReportFormat.Json), ("sarif", ReportFormat.Sarif)),
        };
        var strict = new Option<bool>("--strict") { Description = "A warning fails too, with exit code 2." };
        var enable = new Option<string[]>("--enable")
        {
            Description = "Reports a rule that is off otherwise: AE0302, no escalation protocol.",
            HelpName = "CODE",
        };
        enable.Validators.Add(result =>
        {
            var wrong = result.Tokens.Select(t => t.Value).FirstOrDefault(c => DiagnosticRule.Find(c) is not { Severity: DiagnosticSeverity.Off });
            if (wrong is not null)
            {
                result.AddError($"'{wrong}' is no rule that is off (--enable). AE0302 is the only one.");
            }
        });
        var command = new DetailedCommand("validate", "Checks agent files and folders of them.", ValidateDetails)
        {
            paths, agents, format, strict, enable,
        };
        command.SetAction(parsed => ValidateAction.Run(
            new(parsed.GetRequiredValue(paths), parsed.GetValue(agents) ?? [], parsed.GetValue(enable) ?? [], parsed.GetValue(strict)),
            parsed.GetValue(format),
            terminal));
        return command;
    }

    private static Argument<string[]> Paths(ArgumentArity arity) =>
        new("PATH") { Description = "Agent files, or folders that are read with everything below them.", Arity = arity };

    private static Option<string[]> Agents() => new("--agents")
    {
        Description = "A folder in which other agents are looked up by name; may be given several times, the nearest first.",
        HelpName = "DIR",
    };
}
