using Microsoft.Agents.AI.Workflows;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>The ladder as executors and conditional edges of Agent Framework workflows, in process.</summary>
internal sealed class WorkflowLadder
{
    private readonly FailingJob _job;

    public WorkflowLadder(FailingJob job) => _job = job;

    public async ValueTask<string?> RunAsync()
    {
        var first = new Level("attempt-1", _job);
        var second = new Level("attempt-2", _job);
        var peer = new Level("peer", _job);
        var architect = new Level("architect", _job);
        var workflow = new WorkflowBuilder(first)
            .AddEdge<string>(first, second, IsWrong)
            .AddEdge<string>(second, peer, IsWrong)
            .AddEdge<string>(peer, architect, IsWrong)
            .WithOutputFrom(first, second, peer, architect)
            .Build();
        await using var run = await InProcessExecution.RunAsync(workflow, "go").ConfigureAwait(false);
        string? answer = null;
        foreach (var happened in run.NewEvents)
        {
            if (happened is WorkflowOutputEvent output && output.As<string>() is { } text && FailingJob.IsRight(text))
            {
                answer = text;
            }
        }

        return answer;
    }

    private static bool IsWrong(string? answer) => answer is not null && !FailingJob.IsRight(answer);

    private sealed class Level(string name, FailingJob job) : Executor<string, string>(name)
    {
        public override ValueTask<string> HandleAsync(string message, IWorkflowContext context, CancellationToken cancellationToken = default) =>
            job.CallAsync(cancellationToken);
    }
}
