using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AgentEscalation.Cli;

/// <summary>The usual help and, below it, what one line per command cannot say: safety, exit codes, examples.</summary>
/// <param name="usual">What writes the usual part.</param>
internal sealed class DetailedHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Puts the details below the help of every command that has some.</summary>
    /// <param name="root">The whole command.</param>
    public static void Attach(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction usual } help)
            {
                help.Action = new DetailedHelp(usual);
            }
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is DetailedCommand detailed)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(detailed.Details.Trim());
        }

        return ExitCode.Done;
    }
}
