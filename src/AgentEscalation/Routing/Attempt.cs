using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>One try by the specialist at one level. Cheap to copy; valid until the try has ended; safe to read from any thread.</summary>
public readonly struct Attempt
{
    private readonly AttemptContext _context;
    private readonly long _untilTicks;
    private readonly int _events;

    internal Attempt(
        AttemptContext context, Level level, int number, DateTimeOffset until, Failure? last, Guidance? guidance, int events, bool isTrial = false)
    {
        _context = context;
        _untilTicks = until.UtcTicks;
        _events = events;
        Level = level;
        Number = number;
        Last = last;
        Guidance = guidance;
        IsTrial = isTrial;
    }

    /// <summary>What was asked.</summary>
    public AgentTask Task => _context.Task;

    /// <summary>The level; None for the first work without guidance.</summary>
    public Level Level { get; }

    /// <summary>Which attempt of the level, from 1; 0 for the first work without guidance.</summary>
    public int Number { get; }

    /// <summary>Whether this only tries an option of a decision card in a copy of its own; its result is thrown away.</summary>
    public bool IsTrial { get; }

    /// <summary>What the verifier found last; null before anything failed.</summary>
    public Failure? Last { get; }

    /// <summary>What to act on: at level 1 the agent's row and the memory of verified resolutions, above it the answer of the consult or
    /// the user. Null when there is none.</summary>
    public Guidance? Guidance { get; }

    /// <summary>The row of the agent's recovery table for <see cref="Last"/>; null when there is none.</summary>
    public ErrorRule? Rule => Last is { } last ? _context.Policy.RuleFor(last.Class, last.Code) : null;

    /// <summary>The rules of the ladder, as frozen when the case opened.</summary>
    public EscalationPolicy Policy => _context.Policy;

    /// <summary>When the attempt's time is over, UTC; null when it has no limit. The token is cancelled then.</summary>
    public DateTimeOffset? Until => _untilTicks == DateTimeOffset.MaxValue.UtcTicks ? null : new(_untilTicks, TimeSpan.Zero);

    /// <summary>How much of the attempt's time is left, never negative; <see cref="Timeout.InfiniteTimeSpan"/> when it has no limit.</summary>
    public TimeSpan TimeLeft
    {
        get
        {
            if (Until is not { } until)
            {
                return Timeout.InfiniteTimeSpan;
            }

            var left = until - _context.Time.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The case; null while nothing has failed.</summary>
    public CaseId? CaseId => _context.CaseId;

    /// <summary>What had happened in the case when the attempt began; empty while nothing has failed.</summary>
    public ImmutableArray<CaseEvent> Events => _context.EventsUpTo(_events);

    /// <summary>An attempt that belongs to no router, for calling a specialist or a verifier directly.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="last">What was found last.</param>
    /// <param name="guidance">What to act on.</param>
    /// <param name="level">The level.</param>
    /// <param name="number">Which attempt of the level.</param>
    /// <param name="policy">The rules; null: <see cref="EscalationPolicy.Default"/>.</param>
    /// <returns>The attempt, without a time limit.</returns>
    public static Attempt Direct(
        AgentTask task, Failure? last = null, Guidance? guidance = null, Level level = Level.None, int number = 0, EscalationPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var context = new AttemptContext(task, policy ?? EscalationPolicy.Default, TimeProvider.System);
        return new(context, level, number, DateTimeOffset.MaxValue, last, guidance, 0);
    }

    /// <summary>Runs another task inside this attempt: it works in this attempt's concurrency slot, one nested task at a time, uses up
    /// this task's envelope and has to end when this attempt does. At most 3 deep.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">The attempt's own token.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="InvalidOperationException">The nesting is deeper than 3.</exception>
    public ValueTask<RunResult> RunAsync(AgentTask task, CancellationToken cancellationToken) =>
        _context.RunNestedAsync(task, new(_untilTicks, TimeSpan.Zero), cancellationToken);
}
