using System.Collections.Frozen;
using System.Collections.Immutable;
using AgentEscalation.Agents.Reading;

namespace AgentEscalation.Agents;

/// <summary>All agents that can be called by name. Roots are ordered, the nearest first; the nearer one wins. Immutable; thread-safe.</summary>
public sealed class AgentCatalog
{
    private readonly FrozenDictionary<string, ImmutableArray<AgentDefinition>> _byName;

    private AgentCatalog(ImmutableArray<AgentRoot> roots)
    {
        Roots = roots;
        var byName = new Dictionary<string, ImmutableArray<AgentDefinition>>(StringComparer.Ordinal);
        foreach (var root in roots)
        {
            foreach (var group in root.Files.Select(f => f.Agent).OfType<AgentDefinition>().GroupBy(a => a.Name, StringComparer.Ordinal))
            {
                byName.TryAdd(group.Key, [.. group]);
            }
        }

        _byName = byName.ToFrozenDictionary(StringComparer.Ordinal);
        Agents = [.. byName.Values.Where(a => a.Length == 1).Select(a => a[0]).OrderBy(a => a.Name, StringComparer.Ordinal)];
    }

    /// <summary>The agents that ship with this package, and no others.</summary>
    public static AgentCatalog BuiltIn { get; } = Create([]);

    /// <summary>Where the agents come from, nearest first.</summary>
    public ImmutableArray<AgentRoot> Roots { get; }

    /// <summary>The agents that <see cref="Find"/> finds, by name.</summary>
    public ImmutableArray<AgentDefinition> Agents { get; }

    /// <summary>Every file of every root, those that are no agents or shadowed included.</summary>
    public IEnumerable<AgentFile> Files => Roots.SelectMany(r => r.Files);

    /// <summary>All findings: those of the files, and those across files (duplicates, targets that do not exist, cycles). Computed when asked for.</summary>
    public ImmutableArray<AgentDiagnostic> Diagnostics =>
        field.IsDefault ? field = [.. Files.SelectMany(f => f.Diagnostics), .. new CatalogChecks(this).Run()] : field;

    /// <summary>Loads directories, the nearest first; the agents that ship with this package are the farthest root.</summary>
    /// <param name="directories">The directories, read with everything below them.</param>
    /// <returns>The catalog.</returns>
    /// <exception cref="DirectoryNotFoundException">One of them does not exist.</exception>
    public static AgentCatalog Load(params IEnumerable<string> directories) => Create(directories.Select(d => AgentRoot.FromDirectory(d)));

    /// <summary>A catalog of roots.</summary>
    /// <param name="roots">The roots, the nearest first.</param>
    /// <param name="builtIn">Whether the agents that ship with this package are the farthest root.</param>
    /// <returns>The catalog.</returns>
    public static AgentCatalog Create(IEnumerable<AgentRoot> roots, bool builtIn = true) =>
        new(builtIn ? [.. roots, AgentRoot.BuiltIn] : [.. roots]);

    /// <summary>The agent of a name. A name that the nearest root with it defines twice finds nothing: which one was meant is not guessed.</summary>
    /// <param name="name">The exact name, without <c>@</c>.</param>
    /// <returns>The agent; null when there is none or more than one.</returns>
    public AgentDefinition? Find(string name) => _byName.TryGetValue(name, out var agents) && agents.Length == 1 ? agents[0] : null;

    /// <summary>The agent of a name.</summary>
    /// <param name="name">The exact name, without <c>@</c>.</param>
    /// <returns>The agent.</returns>
    /// <exception cref="AgentNotFoundException">There is none, or more than one in the nearest root.</exception>
    public AgentDefinition Get(string name) => Find(name) ?? throw new AgentNotFoundException(WhyNot(name));

    /// <summary>The complete policy of an agent: what its file says, responders resolved against this catalog, defaults for the rest.</summary>
    /// <param name="agent">The agent.</param>
    /// <returns>The policy and which of its values are defaults.</returns>
    public ResolvedPolicy PolicyFor(AgentDefinition agent) => PolicyResolver.Resolve(agent, this);

    /// <summary>The agent that an addressee means: by its name, or by the name that a role in words gives ("performance architect" is
    /// <c>performance-architect</c>).</summary>
    /// <param name="addressee">The addressee.</param>
    /// <returns>The agent; null for the user and for a name that no agent has.</returns>
    public AgentDefinition? Resolve(Addressee addressee)
    {
        ArgumentNullException.ThrowIfNull(addressee);
        return addressee.Kind == AddresseeKind.User ? null : Find(addressee.Text) ?? Find(Policies.Trigger.Slug(addressee.Text));
    }

    private string WhyNot(string name)
    {
        if (_byName.TryGetValue(name, out var twice))
        {
            return $"The agent '{name}' is defined more than once in '{twice[0].Root}': {string.Join(", ", twice.Select(a => a.Path))}. Keep one of them.";
        }

        var rejected = Files.FirstOrDefault(f => f.Status == AgentFileStatus.Rejected
            && (f.Content.Name == name || Path.GetFileNameWithoutExtension(f.Path) == name));
        if (rejected is not null)
        {
            return $"The agent '{name}' cannot be used: " + rejected.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
        }

        var near = Agents.Where(a => KnownKeys.Distance(Short(a.Name), Short(name)) <= 2).Select(a => a.Name).ToList();
        var hint = near.Count > 0 ? $"Perhaps {string.Join(" or ", near)} was meant."
            : Agents.Length is > 0 and <= 20 ? $"There are {string.Join(", ", Agents.Select(a => a.Name))}."
            : $"There are {Agents.Length} agents in {string.Join(", ", Roots.Select(r => r.Name))}.";
        return $"There is no agent '{name}'. {hint}";

        static string Short(string text) => text.Length > 64 ? text[..64] : text;
    }
}
