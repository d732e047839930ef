using System.Collections.Immutable;

namespace AgentEscalation.Rust.Verifiers;

/// <summary>What test programs reported.</summary>
/// <param name="Tests">The tests in the order they ended; a name may occur once per program.</param>
/// <param name="Complete">Whether every program that began reported as many tests as it announced and a summary at its end.</param>
internal sealed record TestRun(ImmutableArray<TestResult> Tests, bool Complete);
