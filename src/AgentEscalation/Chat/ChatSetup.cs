using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>What <c>UseChat</c> of a router's builder sets: clients by name and what they are used for. Not safe for several
/// threads at once.</summary>
public sealed class ChatSetup
{
    private readonly Dictionary<string, IChatClient> _clients = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IAgentTools> _tools = [];

    internal ChatSetup()
    {
    }

    /// <summary>Tiers, prices and bounds.</summary>
    public ModelOptions Models { get; } = new();

    internal IReadOnlyList<IAgentTools> AllTools => _tools;

    /// <summary>Adds a client.</summary>
    /// <param name="name">Its name in <see cref="ModelOptions.Tiers"/> and <see cref="ModelOptions.Prices"/>.</param>
    /// <param name="client">The client; it stays the caller's to dispose.</param>
    /// <returns>This setup.</returns>
    public ChatSetup Client(string name, IChatClient client)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(client);
        _clients[name] = client;
        return this;
    }

    /// <summary>Lets a model be served by clients; see <see cref="ModelOptions.Tiers"/>.</summary>
    /// <param name="model">What agent files call it.</param>
    /// <param name="clients">Names of clients, in the order in which they are asked.</param>
    /// <returns>This setup.</returns>
    public ChatSetup Tier(string model, params IEnumerable<string> clients)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        Models.Tiers[model] = [.. clients];
        return this;
    }

    /// <summary>Adds tools for specialists.</summary>
    /// <param name="tools">The tools.</param>
    /// <returns>This setup.</returns>
    public ChatSetup Tools(IAgentTools tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        _tools.Add(tools);
        return this;
    }

    internal IChatClient? Find(string name) => _clients.GetValueOrDefault(name);

    /// <summary>Without tiers the only client serves all.</summary>
    internal void Complete()
    {
        if (Models.Tiers.Count == 0 && _clients.Count == 1)
        {
            Models.Default ??= _clients.Keys.Single();
        }
    }
}
