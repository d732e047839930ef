namespace AgentEscalation.Routing;

/// <summary>Does the work. Called from any thread, never twice at once for one case. An exception is a failed attempt; cancellation by the
/// given token is not.</summary>
public interface ISpecialist
{
    /// <summary>Tries once.</summary>
    /// <param name="attempt">The task, what was found last, the guidance and the private copy to work in.</param>
    /// <param name="cancellationToken">Ends when the level's time or the task is over; work must stop within 5 s.</param>
    /// <returns>What was done; whether it worked is for the verifier to say.</returns>
    ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken);
}
