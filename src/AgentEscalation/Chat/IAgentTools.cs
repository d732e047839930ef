using AgentEscalation.Routing;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>Tools of the host for chat specialists, besides those that list, read, search and edit the private copy. What they do outside
/// the copy is the host's to answer for: the ladder confines its own tools only. Called from any thread.</summary>
public interface IAgentTools
{
    /// <summary>Names of all tools there are, so that a file which allows one that does not exist is found at start.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The tools for an attempt. Only those are offered whose name the agent's file allows; see
    /// <see cref="Agents.ToolAccess.Allows"/>. Their results reach the model as data.</summary>
    /// <param name="attempt">The attempt; valid until it has ended.</param>
    /// <returns>The tools. One that has the name of a tool of the private copy is left out.</returns>
    IEnumerable<AIFunction> ToolsFor(Attempt attempt);
}
