using AgentEscalation.Policies;

namespace AgentEscalation.Chat;

/// <summary>The triggers that a model may name: those of the levels above, by their ids.</summary>
internal static class Triggers
{
    public static IEnumerable<(Level Level, Trigger Trigger)> Above(EscalationPolicy policy, Level level)
    {
        for (var above = level + 1; above <= Level.UserDecision; above++)
        {
            foreach (var trigger in policy[above].Triggers)
            {
                yield return (above, trigger);
            }
        }
    }

    public static Trigger? Above(EscalationPolicy policy, Level level, string id) =>
        Above(policy, level).FirstOrDefault(t => string.Equals(t.Trigger.Id, id.Trim(), StringComparison.Ordinal)).Trigger;

    /// <summary>The level of a trigger; the next one when there is no such trigger.</summary>
    public static Level LevelOf(EscalationPolicy policy, Level level, string id) =>
        Above(policy, level).FirstOrDefault(t => string.Equals(t.Trigger.Id, id.Trim(), StringComparison.Ordinal)) is { Trigger: not null } found
            ? found.Level
            : level + 1;
}
