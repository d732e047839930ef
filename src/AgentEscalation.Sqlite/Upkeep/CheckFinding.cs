using AgentEscalation.Cases;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>Something in a case file that is not as this library wrote it.</summary>
/// <param name="CaseId">The case; null when it concerns the file as a whole.</param>
/// <param name="Event">Which event of the case, from 1; null when it concerns the case as a whole.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record CheckFinding(CaseId? CaseId, int? Event, string Message);
