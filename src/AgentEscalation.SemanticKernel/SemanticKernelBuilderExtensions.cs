using AgentEscalation.Chat;
using AgentEscalation.DependencyInjection;
using AgentEscalation.SemanticKernel;
using AgentEscalation.SemanticKernel.Chat;
using AgentEscalation.SemanticKernel.Functions;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the ladder into Semantic Kernel.</summary>
public static class SemanticKernelBuilderExtensions
{
    /// <summary>Takes functions of a kernel up the ladder of an agent when they throw or return an error. Every kernel that is built from these
    /// services has it. A model that called the function gets the verified result, or an account as JSON: never the raw exception. Code gets
    /// the result or a <see cref="FunctionUnresolvedException"/>. Functions that stream are left alone. What several calls say about one
    /// function: the last one counts that names it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="agent">Whose policy and advisers are used; an agent of the catalog.</param>
    /// <param name="configure">Says which functions, and which of them may be called again; null: all of them, none of them.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">A name is no name of a function.</exception>
    /// <exception cref="InvalidOperationException">Arguments may change of a function that is never called again.</exception>
    public static IAgentEscalationBuilder EscalateFunctions(
        this IAgentEscalationBuilder builder, string agent, Action<EscalatedFunctions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(agent);
        var functions = new EscalatedFunctions();
        configure?.Invoke(functions);
        var rule = functions.ToRule(agent);
        var services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FunctionRules>, FunctionRulesValidator>());
        services.AddOptionsWithValidateOnStart<FunctionRules>().Configure(rules => rules.All.Add(rule));
        services.TryAddSingleton<FunctionLadder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFunctionInvocationFilter, FunctionFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAutoFunctionInvocationFilter, ModelCallFilter>());
        return builder;
    }

    /// <summary>Lets a kernel serve the agents that have nobody of their own: its chat client or chat completion service talks for them, its
    /// prompt filters see what they send, and a specialist may call those of its functions that the agent's file allows under
    /// <c>tools</c>, as <c>Plugin-function</c> or <c>Plugin-*</c>; a file without <c>tools</c> allows all. The models haiku, sonnet, opus and
    /// the default are the kernel's service unless the configuration has other tiers. The kernel is the one of the services, or one made of them.
    /// Using it twice is harmless; the first service id counts.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="serviceId">The key of the chat service; null: the one without a key.</param>
    /// <returns>The builder. When the router is made: <see cref="InvalidOperationException"/> if the kernel has no chat service, or a file allows a
    /// function that does not exist.</returns>
    public static IAgentEscalationBuilder UseKernel(this IAgentEscalationBuilder builder, string? serviceId = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        const string Client = "kernel";
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(AgentKernel)))
        {
            return builder;
        }

        services.AddSingleton(provider => new AgentKernel(provider, serviceId));
        services.TryAddSingleton(provider => new KernelPluginCollection(provider.GetServices<KernelPlugin>()));
        services.AddKeyedSingleton(Client, (provider, _) => provider.GetRequiredService<AgentKernel>().Client());
        services.PostConfigure<ModelOptions>(options =>
        {
            options.Default ??= Client;
            foreach (var model in (string[])["haiku", "sonnet", "opus"])
            {
                options.Tiers.TryAdd(model, [Client]);
            }
        });
        return builder.UseChat().AddAgentTools<KernelTools>();
    }
}
