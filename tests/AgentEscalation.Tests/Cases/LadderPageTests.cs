using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Cases;

public sealed class LadderPageTests
{
    private static string Page => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ladder.md")).ReplaceLineEndings("\n");

    [Fact]
    public void The_picture_is_drawn_from_the_default_policy()
    {
        var policy = EscalationPolicy.Default;
        policy = policy with
        {
            PeerConsultation = policy.PeerConsultation with { To = ["coordinator"] },
            ArchitectureReview = policy.ArchitectureReview with { To = ["architect"] },
        };

        Assert.Contains($"```mermaid\n{policy.ToMermaid()}```", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cause_of_moving_up_is_explained() =>
        Assert.All(Enum.GetNames<AgentEscalation.Cases.EscalationCause>(), cause => Assert.Contains($"| `{cause}` |", Page, StringComparison.Ordinal));
}
