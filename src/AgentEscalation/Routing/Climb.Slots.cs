using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private readonly Lock _lending = new();
    private AgentSlots? _lent;
    private bool _hasSlot;

    /// <summary>A nested task works in the slot that the attempt around it holds.</summary>
    private AgentSlots Slots => _parent?.Lent() ?? _seat.Slots;

    /// <summary>Runs a task inside the current attempt.</summary>
    public override async ValueTask<RunResult> RunNestedAsync(
        AgentTask nested, Hands? hands, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (_depth >= DeepestNesting)
        {
            throw new TaskRefusedException($"Tasks inside tasks go {DeepestNesting} deep at most. Let '{nested.Agent}' be called by the task itself.");
        }

        nested = _parts.Roster.Located(nested);
        var generation = Generation;
        var seat = _parts.Roster.SeatOf(nested.Agent);
        var climb = Rent(_parts, seat, nested, hands ?? _parts.Roster.HandsOf(nested), null, cancellationToken);
        climb._parent = this;
        climb._depth = _depth + 1;
        climb._latest = until;
        var result = await climb.RunAsync().ConfigureAwait(false);
        lock (_lending)
        {
            // An attempt that did not wait for its nested task has ended; then nobody is left to count for.
            _nested = generation == Generation ? _nested + result.Usage : _nested;
        }

        return result;
    }

    private AgentSlots Lent()
    {
        lock (_lending)
        {
            return _lent ??= new(1);
        }
    }

    /// <summary>Waits for a slot unless it has one.</summary>
    /// <returns>False when the caller cancelled, or the deadline came first.</returns>
    private ValueTask<bool> EnterSlotAsync()
    {
        if (_hasSlot || Slots.TryEnter())
        {
            _hasSlot = true;
            return new(true);
        }

        return QueueAsync();
    }

    private async ValueTask<bool> QueueAsync()
    {
        // The last level's time does not count while it waits, and the user's level knows no deadline.
        var until = _state.Level == Level.UserDecision ? DateTimeOffset.MaxValue : _state.Deadline ?? Deadline ?? DateTimeOffset.MaxValue;
        Arm(until);
        Tell(RunPhase.Queued, new LadderStep(LadderStepKind.Attempt, _state.Level), _seat.Agent);
        _hasSlot = await Slots.EnterAsync(Token).ConfigureAwait(false);
        ReadClock();
        if (!_hasSlot && !_callerCancelled)
        {
            SkipTo(until);
        }

        return _hasSlot;
    }

    private void LeaveSlot()
    {
        if (_hasSlot)
        {
            _hasSlot = false;
            Slots.Leave();
        }
    }
}
