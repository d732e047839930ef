using AgentEscalation.Cases;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Chat;

/// <summary>Works with a model that has the instructions of the attempt's agent: it reads and edits the private copy, lets the verifier look,
/// and says what it learned. A state of the copy that was judged before is refused before it is judged again. Whatever the model or its
/// provider does ends as an attempt. Thread-safe.</summary>
/// <param name="models">The models.</param>
/// <param name="tools">Tools of the host; null for none.</param>
/// <param name="time">The clock; null: the system's.</param>
public sealed class ChatSpecialist(ChatModels models, IReadOnlyList<IAgentTools>? tools = null, TimeProvider? time = null) : ISpecialist
{
    /// <inheritdoc/>
    public ValueTask<AttemptResult> WorkAsync(Attempt attempt, CancellationToken cancellationToken) =>
        WorkAsync(attempt, attempt.Workspace?.Current, attempt.Last, cancellationToken);

    /// <summary>Goes on where somebody else in the same attempt stopped.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="start">The copy as it was when the attempt began.</param>
    /// <param name="found">What the verifier finds now.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    internal async ValueTask<AttemptResult> WorkAsync(Attempt attempt, Snapshot? start, Failure? found, CancellationToken cancellationToken)
    {
        var calls = new ModelCalls(models, attempt.Definition?.Model, attempt.Level, attempt.Left, time ?? TimeProvider.System);
        var session = new WorkSession(attempt, calls, tools ?? [], start, found);
        AttemptResult result;
        try
        {
            result = await session.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // What was used counts, also when the time was over in the middle of it.
            result = new() { GaveUp = true };
        }

        return result with { Usage = calls.Used };
    }
}
