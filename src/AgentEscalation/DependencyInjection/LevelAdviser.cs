using AgentEscalation.Cases;
using AgentEscalation.Policies;

namespace AgentEscalation.DependencyInjection;

/// <summary>A function that answers at a level for every agent.</summary>
internal sealed record LevelAdviser(Level Level, Func<CaseReport, CancellationToken, ValueTask<Guidance?>> Advise);
