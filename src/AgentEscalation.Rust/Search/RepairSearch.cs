using System.Collections.Immutable;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Search;

/// <summary>Best-first search over candidate changes: the change of the highest promise to the best state known is compiled next. Every
/// level repairs with it; levels differ in where their candidates come from. Bounded in compiles, time and depth.</summary>
/// <param name="check">Compiles.</param>
/// <param name="guard">Refuses what is no repair; null refuses nothing.</param>
/// <param name="limits">The bounds; null for the defaults.</param>
/// <param name="time">Measures the time limit; null for the system's.</param>
public sealed class RepairSearch(
    ISourceCheck check, IRepairGuard? guard = null, RepairLimits? limits = null, TimeProvider? time = null)
{
    /// <summary>The most refusals that are told; the report has room for few.</summary>
    private const int MostRefused = 20;

    private readonly RepairLimits _limits = limits ?? new();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Searches.</summary>
    /// <param name="start">The sources to begin with.</param>
    /// <param name="original">The sources before the first repair, which the guard compares with.</param>
    /// <param name="sources">Where candidates come from.</param>
    /// <param name="cancellationToken">Ends the search; the time limit does not cancel but ends it with the best found.</param>
    /// <returns>The first source that passes, else the best.</returns>
    public async ValueTask<RepairResult> RunAsync(
        RustSources start, RustSources original, IReadOnlyList<ICandidates> sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(sources);
        using var limit = new CancellationTokenSource(_limits.Time, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var run = new Run(check, guard, _limits, original, sources);
        try
        {
            await run.SearchAsync(start, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over: the best so far is the result.
        }

        return run.Result(start);
    }

    /// <summary>A state of the search that was compiled.</summary>
    private sealed record Node(RustSources Sources, RustCheck Check, ImmutableArray<Candidate> Applied, double Promise, int Sideways);

    /// <summary>A change to a node that was not compiled yet.</summary>
    private sealed record Pending(Node Parent, Candidate Change, RustSources Sources, double Promise);

    private sealed class Run(
        ISourceCheck check, IRepairGuard? guard, RepairLimits limits, RustSources original, IReadOnlyList<ICandidates> sources)
    {
        // Lowest rank first, then highest promise, then the order of proposal: the same input gives the same search.
        private readonly PriorityQueue<Pending, (long Rank, double Doubt, int Order)> _pending = new();
        private readonly HashSet<string> _compiled = new(StringComparer.Ordinal);
        private readonly HashSet<string> _turnedDown = new(StringComparer.Ordinal);
        private readonly List<string> _refused = [];
        private Node? _best;
        private int _compiles;
        private int _order;

        public RepairResult Result(RustSources start) => new(
            _best?.Sources ?? start,
            _best?.Check ?? RustCheck.Unverifiable("The time was over before the first compile had ended."),
            _best?.Applied ?? [],
            [.. _refused],
            _compiles);

        public async ValueTask SearchAsync(RustSources start, CancellationToken cancellationToken)
        {
            _compiled.Add(start.ContentHash);
            _compiles++;
            _best = new Node(start, await check.CheckAsync(start, cancellationToken).ConfigureAwait(false), [], 1, 0);
            if (_best.Check.Kind != RustCheckKind.Failed)
            {
                return;
            }

            Propose(_best);
            while (_compiles < limits.Compiles && Take() is { Length: > 0 } batch)
            {
                _compiles += batch.Length;
                var checks = await Task.WhenAll(batch.Select(p => check.CheckAsync(p.Sources, cancellationToken).AsTask())).ConfigureAwait(false);
                foreach (var (pending, result) in batch.Zip(checks))
                {
                    if (Accept(pending, result))
                    {
                        return;
                    }
                }
            }
        }

        private Pending[] Take()
        {
            var batch = new List<Pending>(check.Lanes);
            while (batch.Count < Math.Min(check.Lanes, limits.Compiles - _compiles) && _pending.TryDequeue(out var pending, out _))
            {
                // The same sources may wait twice, on a promising way and on a poor one: the first to come counts.
                if (_compiled.Add(pending.Sources.ContentHash))
                {
                    batch.Add(pending);
                }
            }

            return [.. batch];
        }

        private bool Accept(Pending pending, RustCheck result)
        {
            if (result.Kind == RustCheckKind.Unverifiable)
            {
                return false;
            }

            var parent = pending.Parent;
            var sideways = result.Rank < parent.Check.Rank ? 0 : parent.Sideways + 1;
            if (result.Rank > parent.Check.Rank || sideways > limits.Sideways
                || (sideways > 0 && string.Equals(result.Error, parent.Check.Error, StringComparison.Ordinal)))
            {
                return false;
            }

            var node = new Node(pending.Sources, result, parent.Applied.Add(pending.Change), pending.Promise, sideways);
            if (node.Check.Rank < _best!.Check.Rank)
            {
                _best = node;
            }

            if (node.Check.Passed)
            {
                return true;
            }

            if (limits.Onward && sideways == 0)
            {
                _pending.Clear();
            }

            if (node.Applied.Length < limits.Depth)
            {
                Propose(node);
            }

            return false;
        }

        private void Propose(Node node)
        {
            var state = new RepairState(node.Sources, node.Check.Diagnostics);
            var candidates = sources.SelectMany(s => s.Propose(state)).OrderByDescending(c => c.Promise).ThenBy(c => c.Effect);
            var taken = 0;
            foreach (var candidate in candidates)
            {
                if (taken >= limits.Breadth)
                {
                    break;
                }

                if (!node.Sources.TryApply(candidate.Edits, out var edited)
                    || _compiled.Contains(edited.ContentHash) || _turnedDown.Contains(edited.ContentHash))
                {
                    continue;
                }

                if (guard?.Refuse(original, edited) is { } reason)
                {
                    _turnedDown.Add(edited.ContentHash);
                    Refuse($"{candidate.Title}: {reason}");
                }
                else
                {
                    taken++;
                    var promise = node.Promise * candidate.Promise;
                    _pending.Enqueue(new(node, candidate, edited, promise), (node.Check.Rank, -promise, _order++));
                }
            }
        }

        private void Refuse(string what)
        {
            if (_refused.Count < MostRefused && !_refused.Contains(what))
            {
                _refused.Add(what);
            }
        }
    }
}
