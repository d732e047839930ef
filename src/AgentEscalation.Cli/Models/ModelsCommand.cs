using System.CommandLine;

namespace AgentEscalation.Cli.Models;

/// <summary><c>models</c>: who serves what, and whether it answers.</summary>
internal static class ModelsCommand
{
    private const string Details = """
        Providers and models come from, the later ones win:
          a JSON file (--config), user secrets with the id agent-escalation, the environment
          (AgentEscalation__Providers__local__Model=qwen3), the command line (--set Providers:local:Model=qwen3)
        Keys come from the environment or user secrets only; KeyFrom is the name of the variable.

        Exit codes:
          0    every provider answers
          2    bad input; the message says what and how to mend it
          4    a provider does not answer
          130  cancelled

        Examples:
          agent-escalation models
          agent-escalation models --config models.json --format json
          agent-escalation models --set Providers:local:Kind=ollama --set Providers:local:Model=qwen3
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Create(Terminal terminal)
    {
        var config = Configured.File();
        var settings = Configured.Settings();
        var agents = new Option<string?>("--agents") { Description = "A folder with agent files whose models are listed, too.", HelpName = "DIR" };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = "How long to wait for each provider's answer; without it 30s.", HelpName = "TIME", CustomParser = CommonOptions.Duration,
        };
        var format = CommonOptions.Format();
        var command = new DetailedCommand("models", "Lists models, who serves them, and whether each provider answers a tiny call.", Details)
        {
            config, settings, agents, timeout, format,
        };
        command.SetAction((parsed, token) => ModelsAction.RunAsync(
            new(parsed.GetValue(config), parsed.GetValue(settings) ?? [], parsed.GetValue(agents), parsed.GetValue(timeout) ?? TimeSpan.FromSeconds(30)),
            parsed.GetValue(format),
            terminal,
            token));
        return command;
    }
}
