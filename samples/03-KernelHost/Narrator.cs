using Microsoft.SemanticKernel;

namespace AgentEscalation.Samples.KernelHost;

/// <summary>Tells each call of a function as it happens. Registered after the ladder, so it sees the calls that the ladder makes too.</summary>
internal sealed class Narrator : IFunctionInvocationFilter
{
    public async Task OnFunctionInvocationAsync(FunctionInvocationContext context, Func<FunctionInvocationContext, Task> next)
    {
        var arguments = string.Join(", ", context.Arguments.Select(argument => $"{argument.Key}: {argument.Value}"));
        try
        {
            await next(context);
            Console.WriteLine($"  {context.Function.PluginName}-{context.Function.Name}({arguments}) = {context.Result}");
        }
        catch (Exception e)
        {
            Console.WriteLine($"  {context.Function.PluginName}-{context.Function.Name}({arguments}) FAILS: {e.Message}");
            throw;
        }
    }
}
