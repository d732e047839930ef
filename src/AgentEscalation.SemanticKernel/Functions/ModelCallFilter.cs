using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>Around the calls of a model: marks them, and ends a loop of calls that only fail.</summary>
internal sealed class ModelCallFilter : IAutoFunctionInvocationFilter
{
    public async Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        ModelCall.Enter(context.Function, context.ChatHistory);
        await next(context).ConfigureAwait(false);
        if (ModelCall.IsOver(context.Function, context.ChatHistory))
        {
            context.Terminate = true;
        }
    }
}
