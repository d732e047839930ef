using System.Diagnostics.Metrics;
using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Decisions;
using AgentEscalation.Journal;
using AgentEscalation.Memory;
using AgentEscalation.Policies;
using AgentEscalation.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgentEscalation.Routing;

/// <summary>Puts a router together without a host. Not safe for several threads at once; what is said twice counts as said last.</summary>
public sealed class RouterBuilder
{
    private readonly Dictionary<string, EscalationPolicy> _policies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ISpecialist> _specialists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IVerifier> _verifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IAdviser> _advisers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IOptionSource> _optionSources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _limits = new(StringComparer.Ordinal);
    private readonly List<(Level Level, string Responder)> _everywhere = [];
    private readonly Dictionary<string, WorkspaceEntry> _workspaces = new(StringComparer.Ordinal);
    private Func<string, ISpecialist?>? _otherSpecialists;
    private Func<string, IVerifier?>? _otherVerifiers;
    private Func<string, IAdviser?>? _namedAdvisers;
    private Func<string, IAdviser?>? _otherAdvisers;
    private Func<RouterBuilder, Standby>? _standby;
    private Func<string, IOptionSource?>? _otherOptionSources;
    private EscalationPolicy? _policy;
    private AgentCatalog? _catalog;
    private ICaseJournal? _journal;
    private IResolutionMemory? _memory = new ResolutionMemory();
    private IDecisionDesk? _desk;
    private TimeSpan? _decisionWait;
    private TimeProvider _time = System.TimeProvider.System;
    private ILoggerFactory _loggers = NullLoggerFactory.Instance;
    private int _limit = AgentEscalationOptions.DefaultConcurrency;
    private bool _captureContent;

    internal IdSource Ids { get; set; } = IdSource.Random();

    internal IMeterFactory? Meters { get; init; }

    internal CancellationToken Stopping { get; init; }

    /// <summary>The rules for every agent that has none of its own.</summary>
    /// <param name="policy">The rules.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Policy(EscalationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policy = policy;
        return this;
    }

    /// <summary>The rules for one agent, before those of its file.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="policy">The rules.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Policy(string agent, EscalationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _policies[agent] = policy;
        return this;
    }

    /// <summary>The agents that are known from files; their policies come from there.</summary>
    /// <param name="catalog">The agents.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Catalog(AgentCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        _catalog = catalog;
        return this;
    }

    /// <summary>Who works for an agent.</summary>
    /// <param name="agent">The agent; empty: all that have nobody of their own.</param>
    /// <param name="specialist">Who works.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Specialist(string agent, ISpecialist specialist)
    {
        ArgumentNullException.ThrowIfNull(specialist);
        _specialists[agent] = specialist;
        return this;
    }

    /// <summary>What verifies: by the name that a task gives, or the agent's.</summary>
    /// <param name="name">The verifier's name or the agent's; empty: for every agent that has none of its own.</param>
    /// <param name="verifier">What verifies.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Verifier(string name, IVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        _verifiers[name] = verifier;
        return this;
    }

    /// <summary>Who answers by a name.</summary>
    /// <param name="responder">The name, as policies have it.</param>
    /// <param name="adviser">Who answers.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Adviser(string responder, IAdviser adviser)
    {
        ArgumentNullException.ThrowIfNull(adviser);
        _advisers[responder] = adviser;
        return this;
    }

    /// <summary>A function that answers at a level, for every agent, after those that the agent itself names.</summary>
    /// <param name="level">Level 2 or 3.</param>
    /// <param name="advise">Answers a report; null is no answer.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nobody is consulted at that level.</exception>
    public RouterBuilder Adviser(Level level, Func<CaseReport, CancellationToken, ValueTask<Guidance?>> advise)
    {
        ArgumentNullException.ThrowIfNull(advise);
        if (level is not (Level.PeerConsultation or Level.ArchitectureReview))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Advisers answer at level 2 and 3.");
        }

        var name = Trigger.Slug(EscalationPolicy.Default[level].Title);
        for (var n = 2; _advisers.ContainsKey(name); n++)
        {
            name = $"{Trigger.Slug(EscalationPolicy.Default[level].Title)}-{n}";
        }

        _everywhere.Add((level, name));
        return Adviser(name, new FunctionAdviser(advise));
    }

    /// <summary>Who answers by every other name, for example a model with the instructions of the catalog's agent.</summary>
    /// <param name="find">Gives the adviser of a name, or null. Called once a name.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Advisers(Func<string, IAdviser?> find)
    {
        _otherAdvisers = find;
        return this;
    }

    /// <summary>Who proposes options for decision cards.</summary>
    /// <param name="agent">The agent; empty: all that have none of their own.</param>
    /// <param name="source">Who proposes.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Options(string agent, IOptionSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _optionSources[agent] = source;
        return this;
    }

    /// <summary>Gives a folder a name that tasks can use as their workspace.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">The folder.</param>
    /// <param name="verifier">Name of the verifier of tasks that name none; null: the agent's own.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Workspace(string name, string path, string? verifier = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _workspaces[name] = new() { Path = path, Verifier = verifier };
        return this;
    }

    /// <summary>Where a person is asked.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="wait">How long a run waits for it before it returns Waiting; null: without a limit for the console desk, else not at all.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Desk(IDecisionDesk desk, TimeSpan? wait = null)
    {
        ArgumentNullException.ThrowIfNull(desk);
        _desk = desk;
        _decisionWait = wait;
        return this;
    }

    /// <summary>Where cases are kept; in memory when not said.</summary>
    /// <param name="journal">The journal.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Journal(ICaseJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        _journal = journal;
        return this;
    }

    /// <summary>What remembers verified resolutions; in memory when not said.</summary>
    /// <param name="memory">The memory; null: nothing is remembered.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Memory(IResolutionMemory? memory)
    {
        _memory = memory;
        return this;
    }

    /// <summary>The clock.</summary>
    /// <param name="time">The clock.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder TimeProvider(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        return this;
    }

    /// <summary>Where log lines go; nowhere when not said.</summary>
    /// <param name="loggers">The factory.</param>
    /// <param name="captureContent">Whether spans carry errors and answers.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Telemetry(ILoggerFactory loggers, bool captureContent = false)
    {
        ArgumentNullException.ThrowIfNull(loggers);
        _loggers = loggers;
        _captureContent = captureContent;
        return this;
    }

    /// <summary>How many cases of every agent climb at once.</summary>
    /// <param name="limit">1 or more.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Concurrency(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _limit = limit;
        return this;
    }

    /// <summary>How many cases of one agent climb at once.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="limit">1 or more.</param>
    /// <returns>This builder.</returns>
    public RouterBuilder Concurrency(string agent, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        _limits[agent] = limit;
        return this;
    }

    /// <summary>The agents that were given; null when none were.</summary>
    internal AgentCatalog? Agents => _catalog;

    internal TimeProvider Clock => _time;

    /// <summary>Whether somebody works or answers by this very name.</summary>
    internal bool HasOwn(string agent) => OwnSpecialist(agent) is not null || OwnAdviser(agent) is not null;

    /// <summary>Who stands behind all that have nobody of their own. Made when the router is, so that the order of calls does not matter.</summary>
    internal RouterBuilder StandBy(Func<RouterBuilder, Standby> make)
    {
        _standby = make;
        return this;
    }

    internal RouterBuilder NamedAdvisers(Func<string, IAdviser?> find)
    {
        _namedAdvisers = find;
        return this;
    }

    internal RouterBuilder Specialists(Func<string, ISpecialist?> find)
    {
        _otherSpecialists = find;
        return this;
    }

    internal RouterBuilder Verifiers(Func<string, IVerifier?> find)
    {
        _otherVerifiers = find;
        return this;
    }

    internal RouterBuilder OptionSources(Func<string, IOptionSource?> find)
    {
        _otherOptionSources = find;
        return this;
    }

    internal EscalationRouter Build()
    {
        var catalog = _catalog;
        var standby = _standby?.Invoke(this);
        var roster = new Roster
        {
            Specialist = agent => OwnSpecialist(agent) ?? (_specialists.GetValueOrDefault("") is var shared && standby is not null
                ? standby.Specialist(agent, shared)
                : shared),
            Verifier = name => _verifiers.GetValueOrDefault(name) ?? _otherVerifiers?.Invoke(name),
            Adviser = name => OwnAdviser(name) ?? (_otherAdvisers?.Invoke(name) is var shared && standby is not null
                ? standby.Adviser(name, shared)
                : shared),
            OptionSource = agent => _optionSources.GetValueOrDefault(agent) ?? _otherOptionSources?.Invoke(agent) ?? _optionSources.GetValueOrDefault(""),
            Definition = agent => catalog?.Find(agent),
            Policy = PolicyOf,
            Everywhere = [.. _everywhere],
            Workspaces = new Dictionary<string, WorkspaceEntry>(_workspaces, StringComparer.Ordinal),
            SlotsOf = agent => _limits.GetValueOrDefault(agent, _limit),
        };
        return new(new(_time, _journal ?? new InMemoryJournal())
        {
            Roster = roster,
            Signals = new(_loggers.CreateLogger(TelemetryNames.ActivitySource), Meters, _captureContent),
            Ids = Ids,
            Stopping = Stopping,
            Memory = _memory,
            Desk = _desk,
            DecisionWait = _decisionWait ?? (_desk is ConsoleDecisionDesk ? Timeout.InfiniteTimeSpan : TimeSpan.Zero),
        });
    }

    private ISpecialist? OwnSpecialist(string agent) =>
        agent.Length == 0 ? null : _specialists.GetValueOrDefault(agent) ?? _otherSpecialists?.Invoke(agent);

    private IAdviser? OwnAdviser(string name) => _advisers.GetValueOrDefault(name) ?? _namedAdvisers?.Invoke(name);

    private EscalationPolicy? PolicyOf(string agent) =>
        _policies.GetValueOrDefault(agent)
        ?? (_catalog?.Find(agent) is { } definition ? _catalog.PolicyFor(definition).Policy : null)
        ?? _policy
        ?? (_catalog is null || agent == EscalationRouter.DefaultAgent || OwnSpecialist(agent) is not null ? EscalationPolicy.Default : null);
}
