namespace AgentEscalation.Journal;

/// <summary>What a journal implements besides <see cref="ICaseJournal"/> when it also counts tasks that have no case, so that the share of
/// tasks that arrive at level 4 has its denominator. Safe for any thread.</summary>
public interface ITaskCounter
{
    /// <summary>Counts a task that was verified without any failure. Returns at once; the count is durable within a second.</summary>
    /// <param name="agent">The specialist.</param>
    /// <param name="at">When it ended, UTC.</param>
    void TaskCompleted(string agent, DateTimeOffset at);
}
