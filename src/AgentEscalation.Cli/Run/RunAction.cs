namespace AgentEscalation.Cli.Run;

internal static class RunAction
{
    public static Task<int> RunAsync(RunRequest request, Terminal terminal, CancellationToken token) =>
        throw new BadInputException("not built yet", request.Agent, "Wait.");
}
