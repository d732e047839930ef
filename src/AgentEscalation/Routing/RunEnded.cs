namespace AgentEscalation.Routing;

/// <summary>The run is over.</summary>
/// <param name="Result">How it ended, or that it waits; a <see cref="RunResult{T}"/> when the task makes a value.</param>
public sealed record RunEnded(RunResult Result) : RunUpdate;
