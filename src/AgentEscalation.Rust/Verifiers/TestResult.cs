namespace AgentEscalation.Rust.Verifiers;

/// <summary>One test of a run.</summary>
/// <param name="Name">Its path, such as <c>stack::tests::pops_in_order</c>.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Output">What it printed, panic message included, when it failed; else empty. Untrusted text.</param>
public sealed record TestResult(string Name, TestOutcome Outcome, string Output = "");
