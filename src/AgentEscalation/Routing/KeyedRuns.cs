using System.Collections.Concurrent;

namespace AgentEscalation.Routing;

/// <summary>Runs by their task's key, so that the same key starts nothing twice. Of those that ended the latest are kept; one that waits for
/// a person is kept until it ends. Safe for any thread.</summary>
internal sealed class KeyedRuns(int endedKept = 10_000)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RunResult>> _runs = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _ended = new();

    /// <summary>Claims a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="run">The run that has it: the caller's own, to be ended by <see cref="End"/> or <see cref="Drop"/>, or the earlier one.</param>
    /// <returns>Whether the key was free, so that the caller has to run.</returns>
    public bool Claim(string key, out TaskCompletionSource<RunResult> run)
    {
        var own = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        run = _runs.GetOrAdd(key, own);
        return ReferenceEquals(run, own);
    }

    /// <summary>The run has a result, at first or after a decision.</summary>
    public void End(string key, RunResult result, bool keepWaiting = true)
    {
        if (!_runs.TryGetValue(key, out var run) || !run.TrySetResult(result))
        {
            var ended = new TaskCompletionSource<RunResult>(TaskCreationOptions.RunContinuationsAsynchronously);
            ended.SetResult(result);
            _runs[key] = ended;
        }

        if (result.Outcome is null)
        {
            if (!keepWaiting)
            {
                _runs.TryRemove(key, out _);
            }

            return;
        }

        _ended.Enqueue(key);
        while (_ended.Count > endedKept && _ended.TryDequeue(out var oldest))
        {
            _runs.TryRemove(oldest, out _);
        }
    }

    /// <summary>The run did not start: the key is free again.</summary>
    public void Drop(string key, TaskCompletionSource<RunResult> run, Exception reason)
    {
        _runs.TryRemove(new(key, run));
        run.TrySetException(reason);

        // Nobody may be waiting for it.
        _ = run.Task.Exception;
    }
}
