using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentEscalation.Benchmarks.Peers;

/// <summary>The same four calls by a kernel's function, with a filter around it that looks at the result.</summary>
internal sealed class FilteredKernelLoop
{
    private readonly Kernel _kernel = new();
    private readonly KernelFunction _function;

    public FilteredKernelLoop(IChatClient client)
    {
        _kernel.FunctionInvocationFilters.Add(new Looking());
        _function = KernelFunctionFactory.CreateFromMethod((CancellationToken token) => ChatLoop.AskAsync(client, token).AsTask(), "answer");
    }

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

    private sealed class Looking : IFunctionInvocationFilter
    {
        public async Task OnFunctionInvocationAsync(
            Microsoft.SemanticKernel.FunctionInvocationContext context, Func<Microsoft.SemanticKernel.FunctionInvocationContext, Task> next)
        {
            await next(context).ConfigureAwait(false);
            if (context.Result.GetValue<string>() is null)
            {
                throw new InvalidOperationException("no answer");
            }
        }
    }
}
