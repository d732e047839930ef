using System.Text.Json;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Scripting;

/// <summary>A scripted answer as the contents that a chat client gives.</summary>
internal static class ScriptedContents
{
    private const int CharactersPerToken = 4;

    public static List<AIContent> Of(ScriptedCall call, ScriptedAnswer answer)
    {
        List<AIContent> contents = [];
        if (answer.Text.Length > 0)
        {
            contents.Add(new TextContent(answer.Text));
        }

        if (answer.Refusal is { } refusal)
        {
            contents.Add(new ErrorContent(refusal) { ErrorCode = "Refusal" });
        }

        for (var i = 0; i < answer.ToolCalls.Length; i++)
        {
            contents.Add(FunctionCallContent.CreateFromParsedArguments(
                answer.ToolCalls[i].Arguments,
                IdOf(call, answer, i),
                answer.ToolCalls[i].Name,
                static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json)));
        }

        return contents;
    }

    public static string IdOf(ScriptedCall call, ScriptedAnswer answer, int index) =>
        answer.ToolCalls[index].Id ?? $"call_{call.Number}_{index + 1}";

    public static ChatFinishReason FinishOf(ScriptedAnswer answer) =>
        answer.CutShort ? ChatFinishReason.Length
        : answer.Refusal is not null ? ChatFinishReason.ContentFilter
        : answer.ToolCalls.Length > 0 ? ChatFinishReason.ToolCalls
        : ChatFinishReason.Stop;

    public static UsageDetails UsageOf(ScriptedCall call, ScriptedAnswer answer)
    {
        var input = answer.InputTokens ?? (call.Text.Length / CharactersPerToken);
        var output = answer.OutputTokens
            ?? ((answer.Text.Length + (answer.Refusal?.Length ?? 0) + answer.ToolCalls.Sum(tool => tool.Name.Length + tool.Arguments.Length)) / CharactersPerToken);
        return new() { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = (long)input + output };
    }
}
