using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

internal static class TestPolicies
{
    /// <summary>The default with one responder at levels 2 and 3 and the triggers and rows that the tests name.</summary>
    public static EscalationPolicy Staffed { get; } = With(EscalationPolicy.Default, ["coordinator"], ["architect"]);

    /// <summary>The same with two ordered alternatives.</summary>
    public static EscalationPolicy TwoEach { get; } =
        With(EscalationPolicy.Default, ["coordinator", "deputy"], ["architect", "tech-lead"]);

    private static EscalationPolicy With(EscalationPolicy policy, string[] peers, string[] architects) => policy with
    {
        PeerConsultation = policy.PeerConsultation with { To = [.. peers] },
        ArchitectureReview = policy.ArchitectureReview with
        {
            To = [.. architects],
            Triggers = [Trigger.FromText("Complex ownership design"), Trigger.FromText("Async architecture")],
        },
        Errors =
        [
            new() { Name = "Borrow checker", Codes = ["E0499", "E0502"], Recovery = "clone", Ask = "who should own it?" },
            new() { Name = "Lifetime", Trigger = "complex-ownership-design" },
        ],
    };
}
