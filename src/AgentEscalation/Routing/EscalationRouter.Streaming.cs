using System.Runtime.CompilerServices;
using System.Threading.Channels;
using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

public sealed partial class EscalationRouter
{
    /// <summary>Runs a task and tells what happens while it happens, the result last. Who stops listening cancels the task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Cancels the task; that is an outcome, no exception.</param>
    /// <returns>Events and progress in order, then <see cref="RunEnded"/>.</returns>
    /// <exception cref="TaskRefusedException">The task cannot start as it is.</exception>
    public IAsyncEnumerable<RunUpdate> RunStreamingAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        Check(task);
        task = _parts.Roster.Located(task);
        return StreamAsync(task, _parts.Roster.HandsOf(task), cancellationToken);
    }

    /// <summary>Runs functions and tells what happens while it happens, the result last, a <see cref="RunResult{T}"/>. Who stops listening
    /// cancels the task.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="work">Makes the value.</param>
    /// <param name="verify">Judges it.</param>
    /// <param name="cancellationToken">Cancels the task; that is an outcome, no exception.</param>
    /// <returns>Events and progress in order, then <see cref="RunEnded"/>.</returns>
    /// <exception cref="TaskRefusedException">The task cannot start as it is.</exception>
    public IAsyncEnumerable<RunUpdate> RunStreamingAsync<T>(
        AgentTask task,
        Func<Attempt, CancellationToken, ValueTask<T>> work,
        Func<T, CancellationToken, ValueTask<Verdict>> verify,
        CancellationToken cancellationToken = default) =>
        StreamAsync(_parts.Roster.Located(task), HandsOf(task, work, verify), cancellationToken);

    private async IAsyncEnumerable<RunUpdate> StreamAsync(
        AgentTask task, Hands hands, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seat = _parts.Roster.SeatOf(task.Agent);
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var updates = Channel.CreateUnbounded<RunUpdate>(new() { SingleReader = true });
        var run = Task.Run(() => TellAsync(task, seat, hands, updates.Writer, listening.Token), CancellationToken.None);
        try
        {
            await foreach (var update in updates.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return update;
            }
        }
        finally
        {
            await listening.CancelAsync().ConfigureAwait(false);
            await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TellAsync(
        AgentTask task, Seat seat, Hands hands, ChannelWriter<RunUpdate> updates, CancellationToken cancellationToken)
    {
        try
        {
            var result = task.Key is { } key
                ? await RunKeyedAsync(task, key, seat, hands, updates, cancellationToken).ConfigureAwait(false)
                : await Climb.Rent(_parts, seat, task, hands, updates, cancellationToken).RunAsync().ConfigureAwait(false);
            updates.TryWrite(new RunEnded(result));
            updates.Complete();
        }
        catch (Exception e)
        {
            updates.Complete(e);
        }
    }
}
