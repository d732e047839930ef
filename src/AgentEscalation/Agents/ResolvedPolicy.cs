using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents;

/// <summary>A value of a policy that the agent's file does not state.</summary>
/// <param name="Level">The level it belongs to; <see cref="Level.None"/> for a value of the whole policy.</param>
/// <param name="Member">The member of <see cref="LevelPolicy"/> or <see cref="EscalationPolicy"/>.</param>
public readonly record struct PolicyDefault(Level Level, string Member)
{
    /// <inheritdoc/>
    public override string ToString() => Level == Level.None ? Member : $"{Level}.{Member}";
}

/// <summary>The policy of an agent, ready for use.</summary>
/// <param name="Policy">The policy; its responders are names of agents in the catalog.</param>
/// <param name="Defaults">The values that were taken from <see cref="EscalationPolicy.Default"/> because the file does not state them.</param>
/// <param name="Unresolved">Whom the file names and the catalog does not have; they are not in the policy.</param>
public sealed record ResolvedPolicy(EscalationPolicy Policy, ImmutableArray<PolicyDefault> Defaults, ImmutableArray<Addressee> Unresolved)
{
    /// <summary>Whether a value is a default.</summary>
    /// <param name="level">The level; <see cref="Level.None"/> for a value of the whole policy.</param>
    /// <param name="member">The member's name.</param>
    /// <returns>True when the file does not state it.</returns>
    public bool IsDefault(Level level, string member) => Defaults.Contains(new(level, member));
}
