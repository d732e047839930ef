namespace AgentEscalation.Agents;

/// <summary>A value that a file states, with the place where it does.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="Value">What the file says.</param>
/// <param name="Position">Where it says so.</param>
public readonly record struct Sourced<T>(T Value, SourcePosition Position);
