using System.Collections.Immutable;
using AgentEscalation.Rust.Patterns.Risks;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Search;

/// <summary>Best-first search over candidate changes: the change of the highest promise to the best state known is compiled next. Every
/// level repairs with it; levels differ in where their candidates come from. Bounded in compiles, time and depth.</summary>
/// <param name="check">Compiles.</param>
/// <param name="guard">Refuses what is no repair; null refuses nothing.</param>
/// <param name="limits">The bounds; null for the defaults.</param>
/// <param name="time">Measures the time limit; null for the system's.</param>
/// <param name="tested">Whether tests that will judge cover what a change to a source touches; null: never.</param>
public sealed class RepairSearch(
    ISourceCheck check,
    IRepairGuard? guard = null,
    RepairLimits? limits = null,
    TimeProvider? time = null,
    Func<RustSources, Candidate, bool>? tested = null)
{
    /// <summary>The most refusals and failures that are told; the report has room for few.</summary>
    private const int MostTold = 20;

    private const int MostOptions = 3;

    // What cannot be claimed waits until what can be was tried.
    private const double RiskDiscount = 0.25;

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
        var run = new Run(check, guard, _limits, tested, original, sources);
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
    private sealed record Node(RustSources Sources, RustCheck Check, ImmutableArray<Candidate> Applied, double Promise, int Sideways, bool Risky);

    /// <summary>A change to a node that was not compiled yet.</summary>
    private sealed record Pending(Node Parent, Candidate Change, RustSources Sources, double Promise, bool Risky);

    private sealed class Run(
        ISourceCheck check,
        IRepairGuard? guard,
        RepairLimits limits,
        Func<RustSources, Candidate, bool>? tested,
        RustSources original,
        IReadOnlyList<ICandidates> sources)
    {
        // Lowest rank first, then highest promise, then the order of proposal: the same input gives the same search.
        private readonly PriorityQueue<Pending, (long Rank, double Doubt, int Order)> _pending = new();
        private readonly HashSet<string> _compiled = new(StringComparer.Ordinal);
        private readonly HashSet<string> _turnedDown = new(StringComparer.Ordinal);
        private readonly List<string> _refused = [];
        private readonly List<string> _tried = [];
        private readonly List<RepairOption> _options = [];
        private Node? _best;
        private int _most = limits.Compiles;
        private int _compiles;
        private int _order;

        public RepairResult Result(RustSources start) => new(
            _best?.Sources ?? start,
            _best?.Check ?? RustCheck.Unverifiable("The time was over before the first compile had ended."),
            _best?.Applied ?? [],
            [.. _refused],
            _compiles)
        {
            Options = _best?.Check.Passed == true ? [] : [.. _options],
            Tried = [.. _tried],
        };

        public async ValueTask SearchAsync(RustSources start, CancellationToken cancellationToken)
        {
            _compiled.Add(start.ContentHash);
            _compiles++;
            _best = new Node(start, await check.CheckAsync(start, cancellationToken).ConfigureAwait(false), [], 1, 0, Risky: false);
            if (_best.Check.Kind != RustCheckKind.Failed)
            {
                return;
            }

            Propose(_best);
            while (_compiles < _most && Take() is { Length: > 0 } batch)
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
            while (batch.Count < Math.Min(check.Lanes, _most - _compiles) && _pending.TryDequeue(out var pending, out _))
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
                Tell(_tried, $"{pending.Change.Title}: {FirstLine(result)}");
                return false;
            }

            var node = new Node(pending.Sources, result, parent.Applied.Add(pending.Change), pending.Promise, sideways, pending.Risky);
            if (node.Risky && node.Check.Passed)
            {
                if (_options.Count < MostOptions)
                {
                    _options.Add(new(node.Sources, node.Applied));
                }

                _most = Math.Min(_most, _compiles + limits.CompilesAfterRisky);
                return false;
            }

            // Later attempts start from the best without its history, so nothing risky may be in it.
            if (!node.Risky && node.Check.Rank < _best!.Check.Rank)
            {
                _best = node;
            }

            if (node.Check.Passed)
            {
                return true;
            }

            if (limits.Onward && sideways == 0 && !node.Risky)
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
                    Tell(_refused, $"{candidate.Title}: {reason}");
                }
                else
                {
                    taken++;
                    var change = Risk.Weigh(candidate, state, edited);
                    var risky = node.Risky || (change.Effect > limits.MostEffect && tested?.Invoke(node.Sources, change) != true);
                    var promise = node.Promise * candidate.Promise * (risky && !node.Risky ? RiskDiscount : 1);
                    _pending.Enqueue(new(node, change, edited, promise, risky), (node.Check.Rank, -promise, _order++));
                }
            }
        }

        private static void Tell(List<string> lines, string what)
        {
            if (lines.Count < MostTold && !lines.Contains(what))
            {
                lines.Add(what);
            }
        }

        private static string FirstLine(RustCheck check)
        {
            var error = check.Error.AsSpan();
            return error.IndexOf('\n') is >= 0 and var end ? error[..end].ToString() : error.ToString();
        }
    }
}
