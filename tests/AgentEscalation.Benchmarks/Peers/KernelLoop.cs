using Microsoft.SemanticKernel;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>Four invocations of a Semantic Kernel function.</summary>
internal sealed class KernelLoop
{
    private readonly Kernel _kernel = new();
    private readonly KernelFunction _function;

    public KernelLoop(FailingJob job) =>
        _function = KernelFunctionFactory.CreateFromMethod((CancellationToken token) => job.CallAsync(token).AsTask(), "answer");

    public async ValueTask<string?> RunAsync()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var result = await _kernel.InvokeAsync(_function).ConfigureAwait(false);
            if (result.GetValue<string>() is { } answer && FailingJob.IsRight(answer))
            {
                return answer;
            }
        }

        return null;
    }
}
