using Microsoft.Extensions.AI;

namespace AgentEscalation.Testing.Scripting;

/// <summary>One call to the scripted model, in the same form whether it came in the process or over HTTP. Not changed after it was made.</summary>
public sealed class ScriptedCall
{
    private string? _text;

    /// <summary>Which call it is, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>The model that was asked for; null: none was named.</summary>
    public string? Model { get; init; }

    /// <summary>What was sent; system instructions are messages here, also where a protocol has a field for them.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Names of the tools that were offered.</summary>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <summary>Whether an answer in pieces was asked for.</summary>
    public bool IsStreaming { get; init; }

    /// <summary>Whether JSON was asked for, with or without a schema.</summary>
    public bool WantsJson { get; init; }

    /// <summary>All that was sent, tool results included, one after the other. Predicates mostly ask whether this contains something.</summary>
    public string Text => _text ??= string.Join('\n', Messages.Select(TextOf));

    /// <summary>The last message's text, tool results included.</summary>
    public string LastText => Messages is [.., var last] ? TextOf(last) : "";

    /// <summary>Whether somewhere in what was sent this stands.</summary>
    /// <param name="part">The text, case counts.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(string part) => Text.Contains(part, StringComparison.Ordinal);

    private static string TextOf(ChatMessage message) => string.Join('\n', message.Contents.Select(content => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent result => result.Result?.ToString() ?? "",
        _ => "",
    }).Where(text => text.Length > 0));
}
