using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents;

/// <summary>Turns what a file says, with any number of levels, into the four levels of a policy, and keeps account of what it had to add.</summary>
internal sealed class PolicyResolver
{
    private readonly AgentCatalog _catalog;
    private readonly AgentDefinition _agent;
    private readonly List<PolicyDefault> _defaults = [];
    private readonly List<Addressee> _unresolved = [];

    private PolicyResolver(AgentDefinition agent, AgentCatalog catalog) => (_agent, _catalog) = (agent, catalog);

    public static ResolvedPolicy Resolve(AgentDefinition agent, AgentCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(agent);
        var resolver = new PolicyResolver(agent, catalog);
        var policy = resolver.Build(agent.Protocol ?? new EscalationProtocol());
        return new(policy, [.. resolver._defaults], [.. resolver._unresolved]);
    }

    /// <summary>Whether a level's words say that a person decides there, for a ladder that addresses nobody at its end.</summary>
    public static bool SaysUser(ProtocolLevel level) =>
        level.Title is { } title && (title.Contains("user", StringComparison.OrdinalIgnoreCase) || title.Contains("human", StringComparison.OrdinalIgnoreCase));

    private EscalationPolicy Build(EscalationProtocol protocol)
    {
        var defaults = EscalationPolicy.Default;
        var levels = protocol.Levels;
        var user = levels.LastOrDefault(l => l.IsForUser) ?? levels.LastOrDefault(l => l.To.IsEmpty && l.Number > 1 && SaysUser(l));
        var self = levels.FirstOrDefault(l => l.Number == 1 && l != user);
        var between = levels.Where(l => l != user && l != self && l.Number > 1).ToList();
        var fields = protocol.ReportFields;
        return new()
        {
            SelfRecovery = Merge(defaults.SelfRecovery, self is null ? [] : [self]) with { To = [] },
            PeerConsultation = Merge(defaults.PeerConsultation, between.Take(1)),
            ArchitectureReview = Merge(defaults.ArchitectureReview, between.Skip(1)),
            UserDecision = Merge(defaults.UserDecision, user is null ? [] : [user]) with { To = [] },
            Deadline = protocol.Deadline?.Value,
            Envelope = new() { Tokens = protocol.Tokens?.Value, Calls = protocol.Calls?.Value, Money = protocol.Money?.Value },
            Errors = [.. protocol.Errors.Select(ToRule)],
            ReportFields = fields.IsEmpty
                ? Default(Level.None, nameof(EscalationPolicy.ReportFields), defaults.ReportFields)
                : [.. fields.Select(f => f.Value)],
        };
    }

    private static ErrorRule ToRule(ProtocolError error) =>
        new() { Name = error.Name, Codes = error.Codes, Recovery = error.Recovery, Ask = error.Ask, Trigger = error.Trigger };

    /// <summary>One level of the policy from the levels of the file that it stands for: the first value counts, responders and triggers add up.</summary>
    private LevelPolicy Merge(LevelPolicy fallback, IEnumerable<ProtocolLevel> sources)
    {
        var from = sources.ToList();
        var level = fallback.Level;
        var isUser = level == Level.UserDecision;
        return fallback with
        {
            Title = from.Select(l => l.Title).FirstOrDefault(t => t is not null) ?? Default(level, nameof(LevelPolicy.Title), fallback.Title),
            To = isUser || level == Level.SelfRecovery ? [] : ResolveAll(from.SelectMany(l => l.To)),
            Attempts = First(from, l => l.Attempts) ?? Default(level, nameof(LevelPolicy.Attempts), fallback.Attempts),
            Timeout = First(from, l => l.Timeout) ?? Default(level, nameof(LevelPolicy.Timeout), fallback.Timeout),
            Target = First(from, l => l.Target) ?? Default(level, nameof(LevelPolicy.Target), fallback.Target),
            Triggers = [.. from.SelectMany(l => l.Triggers).Select(t => t.Value).DistinctBy(t => t.Id)],
            Cards = First(from, l => l.Cards) ?? (isUser ? Default(level, nameof(LevelPolicy.Cards), fallback.Cards) : fallback.Cards),
            Expires = First(from, l => l.Expires) ?? (isUser ? Default(level, nameof(LevelPolicy.Expires), fallback.Expires) : fallback.Expires),
            OnExpiry = First(from, l => l.OnExpiry)
                ?? (isUser ? Default(level, nameof(LevelPolicy.OnExpiry), fallback.OnExpiry) : fallback.OnExpiry),
        };
    }

    private static T? First<T>(List<ProtocolLevel> levels, Func<ProtocolLevel, Sourced<T>?> value)
        where T : struct =>
        levels.Select(value).FirstOrDefault(v => v is not null)?.Value;

    private T Default<T>(Level level, string member, T value)
    {
        _defaults.Add(new(level, member));
        return value;
    }

    private ImmutableArray<string> ResolveAll(IEnumerable<Addressee> addressees)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var addressee in addressees)
        {
            if (_catalog.Resolve(addressee) is not { } agent)
            {
                if (addressee.Kind != AddresseeKind.User)
                {
                    _unresolved.Add(addressee);
                }
            }
            else if (agent.Name != _agent.Name && !names.Contains(agent.Name))
            {
                names.Add(agent.Name);
            }
        }

        return names.ToImmutable();
    }
}
