using AgentEscalation.DependencyInjection;
using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Scripting;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Tests;

/// <summary>A kernel whose chat completion service is the real connector, and the scripted endpoint that it calls over HTTP.</summary>
internal sealed class ModelHost : IAsyncDisposable
{
    private ModelHost(ScriptedEndpoint endpoint, Kernel kernel) => (Endpoint, Kernel) = (endpoint, kernel);

    public ScriptedEndpoint Endpoint { get; }

    public Kernel Kernel { get; }

    public IChatCompletionService Chat => Kernel.GetRequiredService<IChatCompletionService>();

    public static PromptExecutionSettings Auto => new() { FunctionChoiceBehavior = FunctionChoiceBehavior.Auto() };

    public static async Task<ModelHost> StartAsync(ChatScript script, Action<IAgentEscalationBuilder> ladder, Action<IKernelBuilder> more)
    {
        var endpoint = await ScriptedEndpoint.StartAsync(script, token: TestContext.Current.CancellationToken);
        var kernel = Host.Kernel(ladder, builder =>
        {
#pragma warning disable SKEXP0010 // The overload with an address, which is how an application names another endpoint than OpenAI's.
            builder.AddOpenAIChatCompletion("small", endpoint.OpenAIAddress, "none");
#pragma warning restore SKEXP0010
            more(builder);
        });
        return new(endpoint, kernel);
    }

    public ValueTask DisposeAsync() => Endpoint.DisposeAsync();
}
