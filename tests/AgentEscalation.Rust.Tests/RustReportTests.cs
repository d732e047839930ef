using System.Text;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;

namespace AgentEscalation.Rust.Tests;

/// <summary>What goes up, with the real cargo.</summary>
public sealed class RustReportTests
{
    [Fact]
    public async Task A_report_about_many_errors_is_small_and_says_what_was_tried_and_why_it_failed()
    {
        var source = new StringBuilder("pub fn lend() -> &'static str { let owned = String::new(); let held = owned.as_str(); held }\n");
        for (var i = 0; i < 60; i++)
        {
            source.Append($"pub fn f{i}(values_of_function_number_{i}: &[u8]) -> u64 {{ frobnicate_number_{i}(values_of_function_number_{i}, \"{new string('x', 80)}\") }}\n");
        }

        using var folder = new ScratchFolder().Crate(source.ToString());
        var router = EscalationRouter.Create(static o => o.Catalog(Agents.AgentCatalog.BuiltIn).UseRust());
        var run = await router.RunAsync(AgentTask.Verify("rust-pro", "make it compile", folder.Path), TestContext.Current.CancellationToken);
        foreach (var level in (Level[])[Level.PeerConsultation, Level.ArchitectureReview, Level.UserDecision])
        {
            var report = CaseReport.Of([.. run.Events], level);
            var whole = string.Join('\n', report.Problem, report.Attempted.Value, report.Error.Value, report.Context.Value, report.Request);
            Assert.InRange(Encoding.UTF8.GetByteCount(whole), 500, 4096);
            Assert.Contains("frobnicate_number_0", report.Error.Value, StringComparison.Ordinal);
            Assert.Contains("and 55 more, alike or of later phases", report.Error.Value, StringComparison.Ordinal);
            Assert.Contains("pub fn f0(", report.Context.Value, StringComparison.Ordinal);
            Assert.Contains("Learned: ", report.Attempted.Value, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_message_that_comes_again_and_errors_of_later_phases_are_told_as_a_number()
    {
        using var folder = new ScratchFolder().Crate("pub fn a(s: String) -> u32 { s }\npub fn b() -> u32 { missing }\npub fn c() -> u32 { missing }\npub fn d() -> u32 { gone }\n");
        var run = await EscalationRouter.Create(static o => o.Catalog(Agents.AgentCatalog.BuiltIn).UseRust())
            .RunAsync(AgentTask.Verify("rust-pro", "make it compile", folder.Path), TestContext.Current.CancellationToken);
        var error = CaseReport.Of([.. run.Events], Level.UserDecision).Error.Value!;
        Assert.Equal(1, error.Split("cannot find value `missing`").Length - 1);
        Assert.Contains("cannot find value `gone`", error, StringComparison.Ordinal);
        Assert.Contains("more, alike or of later phases", error, StringComparison.Ordinal);
    }
}
