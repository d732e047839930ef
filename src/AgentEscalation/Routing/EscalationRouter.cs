using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Routing;

/// <summary>Runs tasks up the ladder: the specialist works, the verifier judges, and what fails climbs level by level, bounded by attempts,
/// time, deadline and budget. Safe for any thread; one router serves a whole process.</summary>
public sealed partial class EscalationRouter
{
    /// <summary>The agent of a task that is given only as a text.</summary>
    public const string DefaultAgent = "default";

    /// <summary>The most characters of a task's key.</summary>
    public const int MostKey = 256;

    private readonly RouterParts _parts;
    private readonly KeyedRuns _keyed = new();

    internal EscalationRouter(RouterParts parts)
    {
        _parts = parts;
        parts.Inbox = new(parts.Journal, parts.Time, parts.Signals.Logger, new DecisionHost(this));
    }

    /// <summary>The cards that wait for a person, and their answers.</summary>
    public DecisionInbox Decisions => _parts.Inbox;

    /// <summary>Counts what this router's tasks came to.</summary>
    public ScorecardRecorder Scorecard => _parts.Scorecard;

    /// <summary>Where cases are kept.</summary>
    public ICaseJournal Journal => _parts.Journal;

    internal RouterParts Parts => _parts;

    /// <summary>A router without a host.</summary>
    /// <param name="configure">Says who works, advises and verifies, and by which rules.</param>
    /// <returns>The router.</returns>
    public static EscalationRouter Create(Action<RouterBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new RouterBuilder();
        configure(builder);
        return builder.Build();
    }

    /// <summary>Runs a task to its end, or until it waits for a person.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellationToken">Cancels the task; that is an outcome, no exception.</param>
    /// <returns>How it ended, or the ticket to decide with.</returns>
    /// <exception cref="TaskRefusedException">The task cannot start as it is.</exception>
    /// <exception cref="Workspaces.WorkspaceException">The task's folder cannot be used as it is.</exception>
    public ValueTask<RunResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        Check(task);
        task = _parts.Roster.Located(task);
        return StartAsync(task, _parts.Roster.HandsOf(task), cancellationToken);
    }

    /// <summary>Runs functions: makes a value that is verified.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="text">What to do, in words; the agent is <see cref="DefaultAgent"/>.</param>
    /// <param name="work">Makes the value. An exception is a failed attempt.</param>
    /// <param name="verify">Judges it. An exception is Unverifiable.</param>
    /// <param name="cancellationToken">Cancels the task; that is an outcome, no exception.</param>
    /// <returns>How it ended, with the value when it was verified, or the ticket to decide with.</returns>
    public ValueTask<RunResult<T>> RunAsync<T>(
        string text,
        Func<Attempt, CancellationToken, ValueTask<T>> work,
        Func<T, CancellationToken, ValueTask<Verdict>> verify,
        CancellationToken cancellationToken = default) =>
        RunAsync(AgentTask.Work(DefaultAgent, text), work, verify, cancellationToken);

    /// <summary>Runs functions: makes a value that is verified.</summary>
    /// <typeparam name="T">The value; an <see cref="AttemptResult"/> says besides what was done and used, as a specialist's does.</typeparam>
    /// <param name="task">The task; it starts with work or with its error.</param>
    /// <param name="work">Makes the value. An exception is a failed attempt.</param>
    /// <param name="verify">Judges it. An exception is Unverifiable.</param>
    /// <param name="cancellationToken">Cancels the task; that is an outcome, no exception.</param>
    /// <returns>How it ended, with the value when it was verified, or the ticket to decide with.</returns>
    /// <exception cref="TaskRefusedException">The task cannot start as it is.</exception>
    public ValueTask<RunResult<T>> RunAsync<T>(
        AgentTask task,
        Func<Attempt, CancellationToken, ValueTask<T>> work,
        Func<T, CancellationToken, ValueTask<Verdict>> verify,
        CancellationToken cancellationToken = default)
    {
        var running = StartAsync(_parts.Roster.Located(task), HandsOf(task, work, verify), cancellationToken);
        return running.IsCompletedSuccessfully ? new(Typed<T>(running.Result)) : TypedAsync<T>(running);
    }

    private static FunctionHands<T> HandsOf<T>(
        AgentTask task, Func<Attempt, CancellationToken, ValueTask<T>> work, Func<T, CancellationToken, ValueTask<Verdict>> verify)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(verify);
        Check(task);
        return task.Start == TaskStart.Verify
            ? throw new TaskRefusedException("A task of functions cannot start with verification: there is no value yet. Start it with work.")
            : new(work, verify);
    }

    private static void Check(AgentTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (string.IsNullOrWhiteSpace(task.Agent))
        {
            throw new TaskRefusedException("The task names no agent.");
        }

        if (task.Start == TaskStart.Failed && task.Failure is null)
        {
            throw new TaskRefusedException("The task starts with its error but has none. Give it a failure, or start it with work.");
        }

        if (task.Key is { } key && (key.Length is 0 or > MostKey))
        {
            throw new TaskRefusedException($"The task's key is {key.Length} characters long; 1 to {MostKey} are possible.");
        }

        if (task.Deadline is { } deadline && deadline <= TimeSpan.Zero)
        {
            throw new TaskRefusedException($"The task's deadline is {deadline}; it must be more than 0.");
        }
    }

    private ValueTask<RunResult> StartAsync(AgentTask task, Hands hands, CancellationToken cancellationToken)
    {
        var seat = _parts.Roster.SeatOf(task.Agent);
        return task.Key is null
            ? Climb.Rent(_parts, seat, task, hands, null, cancellationToken).RunAsync()
            : RunKeyedAsync(task, task.Key, seat, hands, null, cancellationToken);
    }

    private static RunResult<T> Typed<T>(RunResult result) => result as RunResult<T>
        ?? throw new InvalidOperationException(
            $"The task makes no {typeof(T).Name}: it was started with other functions, or by another process. Take the result without a value.");

    private static async ValueTask<RunResult<T>> TypedAsync<T>(ValueTask<RunResult> running) => Typed<T>(await running.ConfigureAwait(false));
}
