using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Chat;

/// <summary>The kernel that serves agents, made when first needed: a kernel's filters may themselves need the ladder.</summary>
internal sealed class AgentKernel(IServiceProvider services, string? serviceId)
{
    private readonly Lock _lock = new();

    public Kernel Kernel
    {
        get
        {
            lock (_lock)
            {
                return field ??= services.GetService<Kernel>() ?? new Kernel(services, services.GetService<KernelPluginCollection>());
            }
        }
    }

    /// <summary>The kernel's chat client, or its chat completion service as one that keeps the usage.</summary>
    public IChatClient Client()
    {
        if (Find<IChatClient>() is { } client)
        {
            return new FilteredChatClient(client, this);
        }

        return Find<IChatCompletionService>() is { } service
            ? new FilteredChatClient(ServiceChatClient.Of(service), this)
            : throw new InvalidOperationException(
                $"UseKernel: the kernel has no chat service{(serviceId is null ? "" : $" '{serviceId}'")}. Add one before the kernel is built, for example by "
                + "AddOpenAIChatClient or AddOpenAIChatCompletion.");
    }

    private T? Find<T>()
        where T : class => serviceId is null ? services.GetService<T>() : services.GetKeyedService<T>(serviceId);
}
