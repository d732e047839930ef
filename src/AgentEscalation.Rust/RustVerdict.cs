using AgentEscalation.Cases;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Says what the toolchain found in the words of the ladder.</summary>
internal static class RustVerdict
{
    public static Verdict Of(RustCheck check, CargoVerb verb, PrivateCopy copy) => check.Kind switch
    {
        RustCheckKind.Passed => Verdict.VerifiedWith(Passed(check, verb)),
        RustCheckKind.Failed => Verdict.Failed(RustFailure.Of(check, Failed(check), copy)),
        _ => Verdict.Unverifiable(check.Why ?? "the Rust tools gave no answer"),
    };

    private static string Passed(RustCheck check, CargoVerb verb) => verb switch
    {
        CargoVerb.Test when check.TestsPassed == 0 => "compiles, there are no tests",
        CargoVerb.Test => $"compiles, {check.TestsPassed} of {check.TestsPassed} tests pass",
        CargoVerb.Clippy => "compiles, no lint about unsafe code",
        _ => "compiles",
    };

    private static string Failed(RustCheck check)
    {
        var failing = check.FailingTests.Count();
        return check switch
        {
            { TimedOut: true } => "did not end in time",
            { Class: ErrorClass.TestFailure } => failing == 0
                ? "compiles, the tests did not end as they should"
                : $"compiles, {check.TestsPassed} of {check.TestsPassed + failing} tests pass",
            { Errors: { Length: > 0 } errors } => $"{errors.Length} {(errors.Length == 1 ? "error" : "errors")}, first {check.Code ?? check.Class?.Slug()}",
            _ => "does not build",
        };
    }
}
