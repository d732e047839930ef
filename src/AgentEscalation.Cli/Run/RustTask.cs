using AgentEscalation.Routing;

namespace AgentEscalation.Cli.Run;

/// <summary>What a run asks of the ladder.</summary>
internal static class RustTask
{
    /// <summary>The task of a run.</summary>
    /// <param name="request">What was asked.</param>
    /// <returns>The task; it starts with verification.</returns>
    public static AgentTask Of(RunRequest request)
    {
        var what = request.Verify switch
        {
            "check" => "make it compile",
            "clippy" => "make it compile without lints about unsafe code",
            _ => "make the tests pass",
        };
        return AgentTask.Verify(request.Agent, what, request.Workspace) with
        {
            Verifier = $"cargo {request.Verify}",
            Deadline = request.Deadline,
        };
    }
}
