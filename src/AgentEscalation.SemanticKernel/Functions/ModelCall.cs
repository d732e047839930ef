using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;
using Microsoft.SemanticKernel.ChatCompletion;

namespace AgentEscalation.SemanticKernel.Functions;

/// <summary>Whether a model called a function, and in which conversation. Set by the filter around a model's calls, taken by the filter
/// around the function, so that what the function itself calls is not taken for the model's.</summary>
internal static class ModelCall
{
    private static readonly AsyncLocal<Call?> Ambient = new();
    private static readonly ConditionalWeakTable<ChatHistory, Conversation> Conversations = [];

    public static void Enter(KernelFunction function, ChatHistory history) =>
        Ambient.Value = new(function, Conversations.GetValue(history, static _ => new()).At(history));

    /// <summary>Whether the model was told often enough that this function fails.</summary>
    public static bool IsOver(KernelFunction function, ChatHistory history) =>
        Conversations.TryGetValue(history, out var conversation) && conversation.IsOver(FunctionName.Of(function));

    /// <summary>Takes the mark of a model's call.</summary>
    /// <returns>Whether a model called this function, and the conversation if it is known.</returns>
    public static (bool ByModel, Conversation? Conversation) Take(KernelFunction function)
    {
        var call = Ambient.Value;
        Ambient.Value = null;
        if (call is not null && Same(call.Function, function))
        {
            return (true, call.Conversation);
        }

        // A loop that does not go through the kernel's filters says so itself.
        return (call is null && FunctionInvokingChatClient.CurrentContext?.Function is KernelFunction called && Same(called, function), null);
    }

    private static bool Same(KernelFunction one, KernelFunction other) =>
        ReferenceEquals(one, other) || (one.Name == other.Name && one.PluginName == other.PluginName);

    private sealed record Call(KernelFunction Function, Conversation Conversation);
}
