using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>How a task starts.</summary>
public enum TaskStart
{
    /// <summary>The specialist works once without guidance, then the verifier judges.</summary>
    Work = 0,

    /// <summary>The verifier judges what is there.</summary>
    Verify = 1,

    /// <summary>The caller has the error already; the case opens at once.</summary>
    Failed = 2,
}

/// <summary>What a specialist is asked to do. Immutable.</summary>
public sealed record AgentTask
{
    /// <summary>The specialist's name in the catalog.</summary>
    public required string Agent { get; init; }

    /// <summary>What to do, in words.</summary>
    public required string Text { get; init; }

    /// <summary>How it starts.</summary>
    public TaskStart Start { get; init; }

    /// <summary>The error that the caller has already; required when <see cref="Start"/> is Failed.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Idempotency key, at most 256 characters: the same key returns the same case and starts nothing twice; null: every run is new.</summary>
    public string? Key { get; init; }

    /// <summary>The folder that the agent may edit, as a path; null when the task has none.</summary>
    public string? Workspace { get; init; }

    /// <summary>Name of the registered verifier; null: the agent's own.</summary>
    public string? Verifier { get; init; }

    /// <summary>Time for the whole task, waiting for a person not counted; null: the policy's.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Budget of the task; null: the policy's. It can only narrow the policy's.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>Globs of the verifier's own inputs that this task may edit all the same.</summary>
    public ImmutableArray<string> MayEdit { get; init; } = [];

    /// <summary>Whether a person may be asked; false for tasks whose caller goes on without waiting: they end Unresolved below level 4.</summary>
    public bool MayAskUser { get; init; } = true;

    /// <summary>A task that starts with work.</summary>
    /// <param name="agent">The specialist.</param>
    /// <param name="text">What to do.</param>
    /// <param name="workspace">The folder it may edit.</param>
    /// <returns>The task.</returns>
    public static AgentTask Work(string agent, string text, string? workspace = null) =>
        new() { Agent = agent, Text = text, Workspace = workspace };

    /// <summary>A task that starts with verification.</summary>
    /// <param name="agent">The specialist.</param>
    /// <param name="text">What to do.</param>
    /// <param name="workspace">The folder it may edit.</param>
    /// <returns>The task.</returns>
    public static AgentTask Verify(string agent, string text, string? workspace = null) =>
        new() { Agent = agent, Text = text, Workspace = workspace, Start = TaskStart.Verify };

    /// <summary>A task whose error is known already.</summary>
    /// <param name="agent">The specialist.</param>
    /// <param name="text">What to do.</param>
    /// <param name="failure">The error.</param>
    /// <param name="workspace">The folder it may edit.</param>
    /// <returns>The task.</returns>
    public static AgentTask Failed(string agent, string text, Failure failure, string? workspace = null) =>
        new() { Agent = agent, Text = text, Workspace = workspace, Start = TaskStart.Failed, Failure = failure };
}
