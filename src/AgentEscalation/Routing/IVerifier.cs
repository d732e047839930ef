using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

/// <summary>Judges the whole task, outside the model. Called from any thread. An exception is Unverifiable.</summary>
public interface IVerifier
{
    /// <summary>Judges what the attempt left behind.</summary>
    /// <param name="attempt">The attempt, with its private copy put right for judging.</param>
    /// <param name="cancellationToken">Ends when the level's time or the task is over.</param>
    /// <returns>The verdict.</returns>
    ValueTask<Verdict> VerifyAsync(Attempt attempt, CancellationToken cancellationToken);
}
