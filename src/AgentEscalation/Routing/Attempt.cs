using System.Collections.Immutable;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Routing;

/// <summary>One try by the specialist at one level. Cheap to copy; safe to read from any thread. Valid until the run has ended: reading it
/// later throws <see cref="InvalidOperationException"/>.</summary>
public readonly struct Attempt
{
    private readonly AttemptContext _context;
    private readonly long _untilTicks;
    private readonly int _generation;
    private readonly int _events;

    internal Attempt(
        AttemptContext context, Level level, int number, DateTimeOffset until, Failure? last, Guidance? guidance, PrivateCopy? workspace, bool isTrial = false)
    {
        _context = context;
        _generation = context.Generation;
        _events = context.Events.Length;
        _untilTicks = until.UtcTicks;
        Level = level;
        Number = number;
        Last = last;
        Guidance = guidance;
        Workspace = workspace;
        IsTrial = isTrial;
    }

    /// <summary>What was asked.</summary>
    public AgentTask Task => Context.Task;

    /// <summary>The level; None for the first work without guidance.</summary>
    public Level Level { get; }

    /// <summary>Which attempt of the level, from 1; 0 for the first work without guidance.</summary>
    public int Number { get; }

    /// <summary>Whether this only tries an option of a decision card in a copy of its own; its result is thrown away.</summary>
    public bool IsTrial { get; }

    /// <summary>What the verifier found last, secrets redacted; null before anything failed.</summary>
    public Failure? Last { get; }

    /// <summary>What to act on: at level 1 the agent's row and the memory of verified resolutions, above it the answer of the consult or
    /// the user. Null when there is none.</summary>
    public Guidance? Guidance { get; }

    /// <summary>The private copy to work in; null when the task has no folder. The user's own folder is never touched by an attempt.</summary>
    public PrivateCopy? Workspace { get; }

    /// <summary>The row of the agent's recovery table for <see cref="Last"/>; null when there is none.</summary>
    public ErrorRule? Rule => Last is { } last ? Context.Policy.RuleFor(last.Class, last.Code) : null;

    /// <summary>The rules of the ladder, as frozen when the case opened.</summary>
    public EscalationPolicy Policy => Context.Policy;

    /// <summary>The agent as its file defines it; null when it has none.</summary>
    public AgentDefinition? Definition => Context.Definition;

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

            var left = until - Context.Time.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>What the attempt may still use of the envelope, as it is now: the task's, narrowed by the level's. After a decision, and when an
    /// option is tried, the task's envelope holds anew for that attempt.</summary>
    public Envelope Left => Context.LeftFor(Level, IsTrial);

    /// <summary>The case; null while nothing has failed.</summary>
    public CaseId? CaseId => Context.CaseId;

    /// <summary>What had happened in the case when the attempt began; empty while nothing has failed.</summary>
    public ImmutableArray<CaseEvent> Events => Context.Events.Span[.._events].ToImmutableArray();

    /// <summary>The report of the case as it stood when the attempt began; null while nothing has failed.</summary>
    public CaseReport? Report => _events == 0 ? null : new(Context.Events[.._events], Level);

    private AttemptContext Context => _context?.Generation == _generation
        ? _context
        : throw new InvalidOperationException("This attempt's run has ended. Copy what is needed of an attempt while it runs.");

    /// <summary>An attempt that belongs to no router, for calling a specialist or a verifier directly.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="last">What was found last.</param>
    /// <param name="guidance">What to act on.</param>
    /// <param name="level">The level.</param>
    /// <param name="number">Which attempt of the level.</param>
    /// <param name="policy">The rules; null: <see cref="EscalationPolicy.Default"/>.</param>
    /// <param name="workspace">The copy to work in; it stays the caller's.</param>
    /// <returns>The attempt, without a time limit.</returns>
    public static Attempt Direct(
        AgentTask task,
        Failure? last = null,
        Guidance? guidance = null,
        Level level = Level.None,
        int number = 0,
        EscalationPolicy? policy = null,
        PrivateCopy? workspace = null)
    {
        ArgumentNullException.ThrowIfNull(task);
        var context = new AttemptContext(task, policy ?? EscalationPolicy.Default, TimeProvider.System);
        return new(context, level, number, DateTimeOffset.MaxValue, last, guidance, workspace);
    }

    /// <summary>Runs another task inside this attempt: it works in this attempt's concurrency slot, one nested task at a time, uses up
    /// this task's envelope and has to end when this attempt does. At most 3 deep.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">The attempt's own token.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="TaskRefusedException">The task cannot start, or the nesting is deeper than 3.</exception>
    public ValueTask<RunResult> RunAsync(AgentTask task, CancellationToken cancellationToken) =>
        Context.RunNestedAsync(task, null, UntilOrNever, cancellationToken);

    /// <summary>Runs another task, given as functions, inside this attempt; see <see cref="RunAsync(AgentTask, CancellationToken)"/>.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="task">The task.</param>
    /// <param name="work">Makes the value.</param>
    /// <param name="verify">Judges it.</param>
    /// <param name="cancellationToken">The attempt's own token.</param>
    /// <returns>How it ended.</returns>
    /// <exception cref="TaskRefusedException">The task cannot start, or the nesting is deeper than 3.</exception>
    public async ValueTask<RunResult<T>> RunAsync<T>(
        AgentTask task,
        Func<Attempt, CancellationToken, ValueTask<T>> work,
        Func<T, CancellationToken, ValueTask<Verdict>> verify,
        CancellationToken cancellationToken) =>
        (RunResult<T>)await Context.RunNestedAsync(task, new FunctionHands<T>(work, verify), UntilOrNever, cancellationToken).ConfigureAwait(false);

    /// <summary>Lets the verifier have a look in between, so that a specialist knows where it stands. The copy is put right for judging first.
    /// What it says counts for nothing: the router asks again when the attempt is over.</summary>
    /// <param name="cancellationToken">The attempt's own token.</param>
    /// <returns>What it found, secrets redacted; Unverifiable when this attempt's verifier cannot be asked in between.</returns>
    public ValueTask<Verdict> CheckAsync(CancellationToken cancellationToken) => Context.CheckAsync(this, cancellationToken);

    private DateTimeOffset UntilOrNever => new(_untilTicks, TimeSpan.Zero);
}
