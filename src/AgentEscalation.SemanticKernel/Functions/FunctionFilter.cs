using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>Around every function of a kernel: takes the ones that fail up the ladder.</summary>
internal sealed class FunctionFilter(FunctionLadder ladder) : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var (byModel, conversation) = ModelCall.Take(context.Function);

        // What was streamed cannot be taken back, and what fails in an attempt fails that attempt.
        if (context.IsStreaming || Nesting.Attempt is not null || ladder.RuleOf(context) is not { } rule)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        await ladder.InvokeAsync(context, next, rule, byModel, conversation).ConfigureAwait(false);
    }
}
