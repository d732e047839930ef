using System.Collections.Concurrent;
using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Routing;

/// <summary>An agent's place in a router: its rules, its slots and what is known of its past. Safe for any thread.</summary>
internal sealed class Seat(string agent, AgentDefinition? definition, EscalationPolicy policy, AgentSlots slots)
{
    /// <summary>Attempts shorter than this say nothing that a deadline could use.</summary>
    private static readonly TimeSpan WorthKnowing = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<string, TimeSpan> _expected = new(StringComparer.Ordinal);

    public string Agent { get; } = agent;

    /// <summary>The agent as its file defines it; null when it has none.</summary>
    public AgentDefinition? Definition { get; } = definition;

    public EscalationPolicy Policy { get; } = policy;

    public AgentSlots Slots { get; } = slots;

    /// <summary>Room for every event below the user; a case that needs more grows its array.</summary>
    public int UsualEvents { get; } = EventsBelowTheUser(policy);

    /// <summary>How long an attempt at a class takes, by what it took so far; zero when nothing is known.</summary>
    public TimeSpan ExpectedAttempt(string? errorClass) => _expected.GetValueOrDefault(errorClass ?? "");

    /// <summary>Takes an attempt into the history: newer ones weigh more, so that a machine that got slower is believed.</summary>
    public void Took(string? errorClass, TimeSpan elapsed)
    {
        if (elapsed >= WorthKnowing)
        {
            _expected.AddOrUpdate(errorClass ?? "", static (_, now) => now, static (_, known, now) => (known * 3 + now) / 4, elapsed);
        }
    }

    private static int EventsBelowTheUser(EscalationPolicy policy)
    {
        var events = 2 + (2 * policy.SelfRecovery.Attempts);
        for (var level = Level.PeerConsultation; level <= Level.ArchitectureReview; level++)
        {
            events += 1 + (policy[level].To.IsEmpty ? 0 : 4 * policy[level].Attempts);
        }

        return events;
    }
}
