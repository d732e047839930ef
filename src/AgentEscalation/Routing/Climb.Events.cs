using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Telemetry;

namespace AgentEscalation.Routing;

internal sealed partial class Climb
{
    private int _told;

    /// <summary>The case opens, with everything that later steps depend on frozen into it.</summary>
    private void Open(Failure failure)
    {
        failure = _found = Intake.Clean(failure);
        Policy = Policy.Envelope is var envelope && Narrowed(envelope) is var left && left == envelope ? Policy : Policy with { Envelope = left };
        Policy = Task.MayAskUser ? Policy : Policy with { UserDecision = Policy.UserDecision with { Cards = 0 } };
        _events = new CaseEvent[_seat.UsualEvents];
        var id = Task.Key is { } key ? IdSource.Of(key) : _parts.Ids.Next();
        Add(new CaseOpened(
            _now, id, _seat.Agent, Intake.Text(Task.Text), Policy, failure, Deadline, _seat.ExpectedAttempt(failure.Class), Task.Key, Task.Workspace)
        {
            Verifier = Task.Verifier,
            MayEdit = Task.MayEdit,
            ByFunctions = _hands is not RegisteredHands,
            Usage = _before,
            Files = _workplace is { } workplace && Task.Start == TaskStart.Work && workplace.BestFiles is { IsEmpty: false } files ? files : default,
        });
        _parts.Scorecard.CaseOpened(in _state);
        Log.CaseOpened(_parts.Signals.Logger, id, _seat.Agent, failure.Class);
        _span?.SetTag(TelemetryTags.CaseId, id.ToString());
    }

    /// <summary>What is left of the budget when the case opens: the policy's, narrowed by the task's and by what the attempt leaves that the
    /// task runs in, without what was used before.</summary>
    private Envelope Narrowed(Envelope envelope)
    {
        envelope = Task.Envelope is { } own ? envelope.Within(own) : envelope;
        if (_parent is { } parent)
        {
            envelope = envelope.Within(parent.Left());
        }

        return envelope.Without(_before);
    }

    /// <summary>What an attempt of this run can lend.</summary>
    private Envelope Left() => _count == 0
        ? Narrowed(Policy.Envelope).Without(_nested)
        : _state.Left(Policy).Without(_nested);

    public override Envelope LeftFor(Level level, bool isTrial) =>
        level == Level.UserDecision && _count > 0 ? Policy.Envelope.Within(Policy.UserDecision.Envelope).Without(_nested) : Left();

    private void Add(CaseEvent e)
    {
        if (_count == _events.Length)
        {
            Array.Resize(ref _events, Math.Max(8, _count * 2));
        }

        // Written past the array's type check: every event is of another class, so that it would be made in full each time.
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_events), _count++) = e;
        _score.Apply(ref _state, e);
    }

    /// <summary>Makes what happened durable. Called before anything outside begins and after the last event.</summary>
    private ValueTask KeepAsync()
    {
        if (_parts.InMemory is null)
        {
            return WriteAsync();
        }

        TellEvents();
        return default;
    }

    private async ValueTask WriteAsync()
    {
        if (_kept < _count)
        {
            var news = Events[_kept..];
            if (!await _parts.Journal.AppendAsync(_state.CaseId, _kept, news, CancellationToken.None).ConfigureAwait(false))
            {
                throw new CaseTakenException(
                    $"Case {_state.CaseId} was continued by somebody else after event {_kept}. Read it from the journal to see how it stands.");
            }

            _kept = _count;
            ReadClock();
        }

        TellEvents();
    }

    private void TellEvents()
    {
        if (_updates is { } updates)
        {
            for (; _told < _count; _told++)
            {
                updates.TryWrite(new RunEvent(_events[_told]));
            }
        }
    }

    private void Tell(RunPhase phase, in Attempt attempt, string who) =>
        _updates?.TryWrite(new RunProgress(phase, attempt.Level, attempt.Number, who, attempt.Until));

    private void Tell(RunPhase phase, in LadderStep step, string? who) =>
        _updates?.TryWrite(new RunProgress(phase, step.Level, step.Number, who, step.Until == default ? null : step.Until));
}
