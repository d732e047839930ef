using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Tests.Verifiers;

public sealed class LibtestReaderTests
{
    private const string Failed = """

        running 5 tests
        test ign ... ignored, slow
        test bad ... FAILED
        test m::inner ... FAILED
        test ok ... ok
        test sp - should panic ... ok

        failures:

        ---- bad stdout ----
        test fake ... ok
        ---- ok stdout ----
        running 1 test

        thread 'bad' panicked at src/lib.rs:3:77:
        assertion `left == right` failed

        ---- m::inner stdout ----
        Error: "x"

        failures:
            bad
            m::inner

        test result: FAILED. 2 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

        """;

    [Fact]
    public void Each_test_has_its_outcome_and_a_failed_one_its_output()
    {
        var run = LibtestReader.Read(Failed);
        Assert.Equal(["ign:Ignored", "bad:Failed", "m::inner:Failed", "ok:Passed", "sp:Passed"], run.Tests.Select(t => $"{t.Name}:{t.Outcome}"));
        Assert.Contains("left == right", run.Tests[1].Output, StringComparison.Ordinal);
        Assert.Contains("---- ok stdout ----", run.Tests[1].Output, StringComparison.Ordinal);
        Assert.Equal("Error: \"x\"", run.Tests[2].Output);
        Assert.False(run.Complete);
    }

    [Fact]
    public void Several_programs_are_read_one_after_another()
    {
        var run = LibtestReader.Read(
            "\nrunning 1 test\ntest a ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n\n"
            + "\nrunning 1 test\ntest b ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n");
        Assert.Equal(["a", "b"], run.Tests.Select(t => t.Name));
        Assert.True(run.Complete);
    }

    [Fact]
    public void A_program_without_its_own_summary_is_not_complete_whatever_a_test_prints()
    {
        Assert.False(LibtestReader.Read("\nrunning 2 tests\ntest a ... ok\n").Complete);
        Assert.False(LibtestReader.Read("\nrunning 2 tests\ntest result: ok. 9 passed; 0 failed; 0 ignored; 0 measured\ntest a ... ok\n").Complete);
        Assert.False(LibtestReader.Read("\nrunning 2 tests\ntest a ... ok\nrunning 0 tests\ntest result: ok. 0 passed; 0 failed; 0 ignored; 0 measured\n").Complete);
    }

    [Fact]
    public void A_later_program_does_not_stand_in_for_one_that_left_early()
    {
        const string Later = "\nrunning 1 test\ntest b ... ok\n\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out\n";
        Assert.True(LibtestReader.Read(Later).Complete);
        Assert.False(LibtestReader.Read("\nrunning 1 test\n" + Later).Complete);
    }

    [Fact]
    public void A_report_inside_a_report_is_whole_when_both_are()
    {
        var run = LibtestReader.Read(
            "running 1 test\nrunning 2 tests\ntest x ... ok\ntest y ... ok\ntest result: ok. 2 passed; 0 failed; 0 ignored; 0 measured\n"
            + "test outer ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored; 0 measured\n");
        Assert.True(run.Complete);
        Assert.Equal(["x", "y", "outer"], run.Tests.Select(t => t.Name));
    }

    [Fact]
    public void No_more_tests_are_believed_than_were_announced() =>
        Assert.Single(LibtestReader.Read("\nrunning 1 test\ntest a ... ok\ntest b ... ok\n").Tests);
}
