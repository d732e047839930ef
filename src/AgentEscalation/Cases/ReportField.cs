using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>A line of a report under the label that the policy gives it.</summary>
/// <param name="Label">The label as the policy writes it.</param>
/// <param name="Text">The content; empty when nothing is known for the label.</param>
public sealed record ReportField(string Label, UntrustedText Text);
