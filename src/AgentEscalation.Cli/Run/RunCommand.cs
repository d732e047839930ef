using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace AgentEscalation.Cli.Run;

/// <summary><c>run</c>: one agent, one folder, one climb.</summary>
internal static class RunCommand
{
    private const string Details = """
        Safety:
        The agent works in a private copy. Your files are written once, after the verifier confirmed the result, and only those
        that you did not change meanwhile. Building runs the folder's own build scripts, procedural macros and tests: run it only on
        code that you would build yourself.

        Exit codes:
          0    completed (nothing to repair) or resolved
          2    bad input; the message says what and how to mend it
          3    waiting for a decision: the card and the best patch so far are in the output; answer with --answer, or with
               `agent-escalation decide` when the case is kept (--storage)
          4    unresolved; the best patch so far is in the output
          130  cancelled; your files are as they were

        Examples:
          agent-escalation run rust-pro --workspace ./my-crate
          agent-escalation run rust-pro --workspace ./my-crate --verify check --deadline 10m --answer A --out case.jsonl
          agent-escalation run rust-pro --workspace ./my-crate --model sonnet --config models.json
          agent-escalation run rust-pro --workspace ./my-crate --storage escalation.db
          agent-escalation run my-agent --agents ./agents --workspace . --format json
        """;

    /// <summary>The command.</summary>
    /// <param name="terminal">Where it reads and writes.</param>
    /// <returns>The command with its options and its action.</returns>
    public static Command Create(Terminal terminal)
    {
        var agent = new Argument<string>("AGENT") { Description = "The specialist's name, as in the head of its file. rust-pro ships." };
        var workspace = new Option<string>("--workspace", "-w")
        {
            Description = "The folder to repair: a crate or a cargo workspace.", HelpName = "DIR", Required = true,
        };
        var agents = new Option<string?>("--agents")
        {
            Description = "A folder with agent files; an agent there wins over one of the same name that ships.", HelpName = "DIR",
        };
        var verify = Verify();
        var deadline = new Option<TimeSpan?>("--deadline")
        {
            Description = "Time for the whole climb, waiting for you not counted: 90s, 10m, 2h. Without it: the agent's own, else the levels'.",
            HelpName = "TIME",
            CustomParser = CommonOptions.Duration,
        };
        var answers = new Option<ImmutableArray<Answer>>("--answer")
        {
            Description = "Answers to successive decision cards: an option's key (A, B, ...), retry, \"retry:your own words\", or stop. "
                + "May be given several times. Without one, a terminal is asked and a pipe gets exit code 3.",
            HelpName = "KEY",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [],
            CustomParser = Answers,
        };
        var save = new Option<string?>("--out", "-o")
        {
            Description = "Writes the case as JSON lines, for `agent-escalation scorecard`.", HelpName = "FILE",
        };
        var model = new Option<string?>("--model", "-m")
        {
            Description = "Puts a model behind the repairs that need none: a tier, a provider or a model id of the configuration for all agents, or "
                + "inherit for what each agent's file says. See `agent-escalation models`.",
            HelpName = "NAME",
        };
        var config = Models.Configured.File();
        var settings = Models.Configured.Settings();
        var storage = new Option<string?>("--storage", "-s")
        {
            Description = "Keeps the case in a file that outlives this command: see `inbox`, `decide`, `resume` and `cases`.", HelpName = "FILE",
        };
        var format = CommonOptions.Format();
        var command = new DetailedCommand("run", "Verifies a folder and, when that fails, lets an agent climb its ladder until the verifier confirms a repair.", Details)
        {
            agent, workspace, agents, verify, deadline, answers, model, config, settings, save, storage, format,
        };
        command.SetAction((parsed, token) => RunAction.RunAsync(
            new()
            {
                Agent = parsed.GetRequiredValue(agent),
                Workspace = parsed.GetRequiredValue(workspace),
                Agents = parsed.GetValue(agents),
                Verify = parsed.GetRequiredValue(verify),
                Deadline = parsed.GetValue(deadline),
                Answers = parsed.GetValue(answers) is { IsDefault: false } given ? given : [],
                Out = parsed.GetValue(save),
                Model = parsed.GetValue(model),
                Config = parsed.GetValue(config),
                Settings = [.. parsed.GetValue(settings) ?? []],
                Storage = parsed.GetValue(storage),
                Format = parsed.GetValue(format),
            },
            terminal,
            token));
        return command;
    }

    private static Option<string> Verify()
    {
        var option = new Option<string>("--verify")
        {
            Description = "What has to pass: cargo check, cargo test, or cargo clippy with its lints about unsafe code.",
            HelpName = "check|test|clippy",
            DefaultValueFactory = _ => "test",
            CustomParser = result => CommonOptions.Choice(result, "test", ("check", "check"), ("test", "test"), ("clippy", "clippy")),
        };
        option.CompletionSources.Add("check", "test", "clippy");
        return option;
    }

    private static ImmutableArray<Answer> Answers(ArgumentResult result)
    {
        var answers = ImmutableArray.CreateBuilder<Answer>(result.Tokens.Count);
        foreach (var token in result.Tokens)
        {
            if (!Answer.TryParse(token.Value, out var answer))
            {
                result.AddError($"'{token.Value}' answers no card (--answer). Use a key of the card such as A, retry, retry:WORDS or stop.");
                break;
            }

            answers.Add(answer);
        }

        return answers.ToImmutable();
    }
}
