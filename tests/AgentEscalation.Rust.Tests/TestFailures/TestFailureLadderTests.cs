using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Rust.Tests.TestFailures;

/// <summary>Failing tests on the whole ladder, with the real cargo.</summary>
public sealed class TestFailureLadderTests
{
    private const string Sum = """
        pub fn sum_to(n: u32) -> u32 {
            (1..n).sum()
        }

        #[cfg(test)]
        mod tests {
            #[test]
            fn counts_the_last_one() { assert_eq!(super::sum_to(4), 10); }

            #[test]
            fn nothing_sums_to_nothing() { assert_eq!(super::sum_to(0), 0); }
        }

        """;

    private const string Wrong = """
        /// The area of a rectangle.
        pub fn area(width: u64, height: u64) -> u64 {
            width * height
        }

        #[cfg(test)]
        mod tests {
            #[test]
            fn multiplies() { assert_eq!(super::area(3, 4), 12); }

            #[test]
            fn of_a_plot() { assert_eq!(super::area(250, 40), 10_001); }
        }

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slip_that_one_small_change_alone_mends_is_resolved_at_level_2()
    {
        using var folder = new ScratchFolder().Crate(Sum);

        var run = await Router().RunAsync(AgentTask.Verify("rust-pro", "make the tests pass", folder.Path), Token);

        Assert.Equal(Outcome.Resolved(Level.PeerConsultation), run.Outcome);
        Assert.Contains("(1..=n).sum()", await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/lib.rs"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_expectation_is_changed_only_when_the_user_chooses_so()
    {
        using var folder = new ScratchFolder().Crate(Wrong);
        var router = Router();

        var run = await router.RunAsync(AgentTask.Verify("rust-pro", "make the tests pass", folder.Path), Token);

        var option = Assert.Single(run.Ticket!.Card.Options, static o => o.MayEdit.Length > 0);
        Assert.Equal(("Change the test: expect 10000 instead of 10_001", true), (option.Title.Value, option.Verified));
        Assert.Equal("compiles, 2 of 2 tests pass; changes 1 line in 1 file", option.Consequence);
        Assert.Equal(Wrong, await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/lib.rs"), Token));

        var decided = await router.DecideAsync(run.Ticket, run.Ticket.Card.Choose(option.Key), Token);

        Assert.Equal(Outcome.Resolved(Level.UserDecision), decided.Outcome);
        Assert.Contains("area(250, 40), 10000)", await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/lib.rs"), Token), StringComparison.Ordinal);
    }

    private static EscalationRouter Router() => EscalationRouter.Create(static o => o.Catalog(Agents.AgentCatalog.BuiltIn).UseRust());
}
