using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Memory;

/// <summary>Remembers what resolved an error, so that level 1 can use it when the error comes back. Only verified resolutions get in. Called
/// from any thread; an exception counts as nothing remembered.</summary>
public interface IResolutionMemory
{
    /// <summary>Looks for a resolution.</summary>
    /// <param name="agent">The specialist.</param>
    /// <param name="fingerprint">The error; never unknown.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The guidance that helped last time; null when there is none.</returns>
    ValueTask<Guidance?> FindAsync(string agent, Fingerprint fingerprint, CancellationToken cancellationToken);

    /// <summary>Remembers the guidance that a verified attempt acted on.</summary>
    /// <param name="agent">The specialist.</param>
    /// <param name="fingerprint">The error that it resolved; never unknown.</param>
    /// <param name="guidance">What the attempt acted on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>When it is remembered.</returns>
    ValueTask RememberAsync(string agent, Fingerprint fingerprint, Guidance guidance, CancellationToken cancellationToken);
}
