using System.CommandLine;

namespace AgentEscalation.Cli;

/// <summary>A command with details below its help.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">One line.</param>
/// <param name="details">Safety, exit codes, examples.</param>
internal sealed class DetailedCommand(string name, string description, string details) : Command(name, description)
{
    /// <summary>Text below the usual help.</summary>
    public string Details => details;
}
