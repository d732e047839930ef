using System.Collections.Immutable;

namespace AgentEscalation.Testing.Scripting;

/// <summary>What the scripted model does with one call: it says something, calls tools, refuses or fails. A value; safe for any thread.</summary>
public sealed record ScriptedAnswer
{
    private ScriptedAnswer()
    {
    }

    /// <summary>The text; empty when there is none.</summary>
    public string Text { get; init; } = "";

    /// <summary>The tools it calls.</summary>
    public ImmutableArray<ScriptedToolCall> ToolCalls { get; init; } = [];

    /// <summary>Why it refuses; null: it does not.</summary>
    public string? Refusal { get; init; }

    /// <summary>What goes wrong instead; null: nothing.</summary>
    public ScriptedFault? Fault { get; init; }

    /// <summary>How long it thinks first, by the script's clock.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Tokens read; null: a quarter of the characters that were sent.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Tokens written; null: a quarter of the characters of the answer.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Whether the answer ended because its room was used up, as a cut structured answer does.</summary>
    public bool CutShort { get; init; }

    /// <summary>Says something.</summary>
    /// <param name="text">The text; JSON for a structured answer.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Say(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new() { Text = text };
    }

    /// <summary>Calls a tool.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Its arguments as a JSON object.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Call(string tool, string arguments = "{}") => Call(new ScriptedToolCall(tool, arguments));

    /// <summary>Calls tools, all in one answer.</summary>
    /// <param name="calls">The calls.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Call(params ReadOnlySpan<ScriptedToolCall> calls) => new() { ToolCalls = [.. calls] };

    /// <summary>Refuses, as a model's safety rules make it do.</summary>
    /// <param name="why">What it says.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Refuse(string why)
    {
        ArgumentNullException.ThrowIfNull(why);
        return new() { Refusal = why };
    }

    /// <summary>Fails.</summary>
    /// <param name="fault">How.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer Fail(ScriptedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new() { Fault = fault };
    }

    /// <summary>Says something of a given length: what nobody asked for and everybody has to survive.</summary>
    /// <param name="characters">How many characters.</param>
    /// <returns>The answer.</returns>
    public static ScriptedAnswer OfSize(int characters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(characters);
        return new() { Text = new('x', characters) };
    }
}
