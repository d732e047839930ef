namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>What was removed from a case file.</summary>
/// <param name="Cases">How many cases.</param>
/// <param name="Events">How many events they had.</param>
public readonly record struct PruneResult(long Cases, long Events);
