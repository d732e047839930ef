using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>The kinds of <see cref="LadderStep"/>.</summary>
public enum LadderStepKind
{
    /// <summary>Ask <see cref="LadderStep.Responder"/>.</summary>
    Consult = 0,

    /// <summary>Let the specialist try.</summary>
    Attempt = 1,

    /// <summary>Move up to <see cref="LadderStep.Level"/>.</summary>
    Escalate = 2,

    /// <summary>Put card <see cref="LadderStep.Number"/> before the user, or wait for its answer when it is issued already.</summary>
    AwaitDecision = 3,

    /// <summary>Close the case with <see cref="LadderStep.Outcome"/>.</summary>
    Finish = 4,

    /// <summary>Let the verifier judge attempt <see cref="LadderStep.Number"/> once more, since it could say nothing the first time. Recorded as
    /// a start and an end with that number; it costs no attempt.</summary>
    Verify = 5,
}

/// <summary>What the ladder says is to be done next.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Level">At which level; for Escalate the one to enter.</param>
/// <param name="Number">Which consult, attempt or card of the level, from 1.</param>
/// <param name="Until">When the step's time is over; the card's expiry for AwaitDecision.</param>
/// <param name="Responder">Who to ask, for Consult.</param>
/// <param name="Cause">Why, for Escalate.</param>
/// <param name="Detail">The trigger's id, for Escalate by trigger.</param>
/// <param name="Outcome">How, for Finish.</param>
public readonly record struct LadderStep(
    LadderStepKind Kind,
    Level Level,
    int Number = 0,
    DateTimeOffset Until = default,
    string? Responder = null,
    EscalationCause Cause = default,
    string? Detail = null,
    Outcome Outcome = default);
