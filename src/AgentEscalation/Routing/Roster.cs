using System.Collections.Concurrent;
using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>Who is there: specialists, advisers and verifiers by name, and every agent's seat. Safe for any thread.</summary>
internal sealed class Roster
{
    private readonly ConcurrentDictionary<string, Seat> _seats = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IAdviser?> _advisers = new(StringComparer.Ordinal);
    private readonly Func<string, Seat> _makeSeat;

    public Roster() => _makeSeat = agent => new(agent, Definition!(agent), EffectivePolicy(agent), new(SlotsOf!(agent)));

    /// <summary>The specialist of an agent; null when there is none.</summary>
    public required Func<string, ISpecialist?> Specialist { get; init; }

    /// <summary>The adviser of a name; null when there is none.</summary>
    public required Func<string, IAdviser?> Adviser { get; init; }

    /// <summary>The verifier of a name; null when there is none. The empty name is the default one.</summary>
    public required Func<string, IVerifier?> Verifier { get; init; }

    /// <summary>Who proposes options for an agent's decision cards; null when nobody does.</summary>
    public required Func<string, IOptionSource?> OptionSource { get; init; }

    /// <summary>An agent as its file defines it; null when it has none.</summary>
    public required Func<string, AgentDefinition?> Definition { get; init; }

    /// <summary>The rules of an agent; null when it is not known.</summary>
    public required Func<string, EscalationPolicy?> Policy { get; init; }

    /// <summary>Names that answer at a level for every agent, after those that the agent names.</summary>
    public IReadOnlyList<(Level Level, string Responder)> Everywhere { get; init; } = [];

    /// <summary>Folders that tasks refer to by name.</summary>
    public IReadOnlyDictionary<string, WorkspaceEntry> Workspaces { get; init; } = new Dictionary<string, WorkspaceEntry>();

    /// <summary>How many cases of an agent climb at once.</summary>
    public required Func<string, int> SlotsOf { get; init; }

    /// <summary>The seat of an agent.</summary>
    /// <exception cref="TaskRefusedException">Nothing is known of the agent.</exception>
    public Seat SeatOf(string agent) => _seats.TryGetValue(agent, out var seat) ? seat : _seats.GetOrAdd(agent, _makeSeat);

    /// <summary>The adviser of a name; null when there is none.</summary>
    public IAdviser? AdviserOf(string responder) =>
        _advisers.TryGetValue(responder, out var adviser) ? adviser : _advisers.GetOrAdd(responder, Adviser);

    /// <summary>The task with the folder behind its workspace's name.</summary>
    public AgentTask Located(AgentTask task) => task.Workspace is { } name && Workspaces.TryGetValue(name, out var workspace)
        ? task with { Workspace = Whole(workspace.Path), Verifier = task.Verifier ?? workspace.Verifier }
        : task.Workspace is { } given && Whole(given) is var path && path != given ? task with { Workspace = path } : task;

    /// <summary>A case outlives the current directory. What is no path at all is told when it is opened.</summary>
    private static string Whole(string path) =>
        Path.IsPathFullyQualified(path) || string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal) ? path : Path.GetFullPath(path);

    /// <summary>Who works and judges.</summary>
    /// <exception cref="TaskRefusedException">One of them is missing.</exception>
    public Hands HandsOf(AgentTask task) => FindHands(task, out var missing) ?? throw new TaskRefusedException(missing);

    /// <summary>Who works and judges; null and the reason when one of them is missing.</summary>
    public Hands? FindHands(AgentTask task, out string missing)
    {
        missing = "";
        if (Specialist(task.Agent) is not { } specialist)
        {
            missing = $"Nobody works for agent '{task.Agent}'. Register a specialist of that name, or one for all agents.";
            return null;
        }

        var name = task.Verifier ?? task.Agent;
        var verifier = Verifier(name) ?? (task.Verifier is null ? Verifier("") : null);
        if (verifier is null)
        {
            missing = task.Verifier is null
                ? $"Nothing verifies the work of agent '{task.Agent}'. Register a verifier of that name, or one for all agents; there is no run without."
                : $"There is no verifier '{name}'. Register one of that name.";
            return null;
        }

        return new RegisteredHands(specialist, verifier, task.Verifier ?? verifier.GetType().Name);
    }

    private EscalationPolicy EffectivePolicy(string agent)
    {
        var policy = Policy(agent) ?? throw new TaskRefusedException(
            $"There is no agent '{agent}'. Add its file to the catalog, or give it a policy or a specialist of that name.");
        foreach (var (level, responder) in Everywhere)
        {
            if (policy[level].To.Contains(responder))
            {
                continue;
            }

            policy = level == Level.PeerConsultation
                ? policy with { PeerConsultation = With(policy.PeerConsultation, responder) }
                : policy with { ArchitectureReview = With(policy.ArchitectureReview, responder) };
        }

        return policy;
    }

    private static LevelPolicy With(LevelPolicy level, string responder) => level with { To = level.To.Add(responder) };
}
