using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Routing;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Chat;

/// <summary>The states of the copy that were judged before, from the same start: judging one again costs a build and shows nothing.</summary>
internal sealed class TriedStates
{
    private readonly PrivateCopy _copy;
    private readonly Snapshot _start;
    private readonly Failure? _last;
    private readonly ImmutableArray<ReportedAttempt> _attempts;

    public TriedStates(PrivateCopy copy, Snapshot start, CaseReport? report)
    {
        _copy = copy;
        _start = start;
        _attempts = report?.Attempts ?? [];
        _last = report?.Failure;
    }

    /// <summary>What was found in the present state before; null when it was not judged yet, as far as is known.</summary>
    public (Approach Approach, Failure Failure)? Judged { get; private set; }

    /// <summary>Whether the copy as it is now was judged before.</summary>
    public async ValueTask<bool> RefuseAsync(CancellationToken cancellationToken)
    {
        var approach = Approaches.Of(_start, await _copy.CaptureAsync(cancellationToken).ConfigureAwait(false));
        Judged = null;
        foreach (var attempt in _attempts)
        {
            if (approach.SameAs(attempt.Approach) && attempt.Verdict?.Failure is { } failure)
            {
                Judged = (approach, failure);
            }
        }

        return Judged is not null;
    }

    /// <summary>Whether the attempt has changed nothing; then what was found last still stands.</summary>
    public async ValueTask<bool> UnchangedAsync(CancellationToken cancellationToken)
    {
        var made = await _copy.CaptureAsync(cancellationToken).ConfigureAwait(false);
        Judged = made.Digest == _start.Digest && _last is not null ? (Approaches.Of(_start, made), _last) : null;
        return Judged is not null;
    }
}
