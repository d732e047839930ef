using AgentEscalation.Cases.Text;

namespace AgentEscalation.SemanticKernel.Plugins;

/// <summary>A kernel's plugin names are ASCII letters, digits and <c>_</c>; on the wire name and function share 64 characters.</summary>
internal static class PluginName
{
    private const int Most = 44;

    public static string Of(string agent)
    {
        var name = string.Create(agent.Length, agent, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
            }
        });
        var says = name.AsSpan().ContainsAnyExcept('_');
        return says && name.Length <= Most ? name : $"{(says ? name[..(Most - 9)] : "agent")}_{Digest(agent)}";
    }

    private static string Digest(string agent) => Fingerprint.Of("agent", null, agent).ToString()[^8..];
}
