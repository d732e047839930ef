using AgentEscalation.Chat;
using AgentEscalation.Routing;
using AgentEscalation.SemanticKernel.Functions;
using AgentEscalation.SemanticKernel.Plugins;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Chat;

/// <summary>The functions of a kernel as tools of specialists, named <c>Plugin-function</c>. Agents' own plugins are not among them: who works
/// does not hand work on.</summary>
internal sealed class KernelTools(AgentKernel kernel) : IAgentTools
{
    public IEnumerable<string> Names => Functions().Select(FunctionName.Of);

    public IEnumerable<AIFunction> ToolsFor(Attempt attempt) => Functions().Select(function => new KernelTool(kernel.Kernel, function, attempt));

    private IEnumerable<KernelFunction> Functions() =>
        kernel.Kernel.Plugins.SelectMany(plugin => plugin).Where(function => !AgentPlugins.Has(function));

    /// <summary>Calls a function through the kernel, so that its filters have their say; what fails there fails the call and opens no case.</summary>
    private sealed class KernelTool(Kernel kernel, KernelFunction function, Attempt attempt) : AIFunction
    {
        public override string Name { get; } = FunctionName.Of(function);

        public override string Description => function.Description;

        public override System.Text.Json.JsonElement JsonSchema => function.JsonSchema;

        protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
        {
            Nesting.EnterAttempt(attempt);
            var result = await function.InvokeAsync(kernel, new KernelArguments(arguments), cancellationToken).ConfigureAwait(false);
            return result.GetValue<object>();
        }
    }
}
