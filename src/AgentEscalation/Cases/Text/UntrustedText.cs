namespace AgentEscalation.Cases.Text;

/// <summary>Text from outside: compiler output, file contents, a model's or a peer's answer. It converts to a string only where
/// somebody says so, and reaches a prompt only as data, through the one encoder.</summary>
/// <param name="Value">The text as it came, secrets already redacted once it is part of a case.</param>
public readonly record struct UntrustedText(string? Value)
{
    /// <summary>No text.</summary>
    public static UntrustedText Empty => default;

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Value);

    /// <summary>Marks a text as untrusted; going back needs <see cref="Value"/>.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator UntrustedText(string? value) => new(value);

    /// <summary>Names the type and the length, never the content, so that it does not slip into logs or prompts by accident.</summary>
    /// <returns>For example "untrusted text, 120 characters".</returns>
    public override string ToString() => $"untrusted text, {Value?.Length ?? 0} characters";

    /// <summary>The text as a block of data for a prompt: a label, and a delimiter that the content does not contain and so cannot close.
    /// Control, zero-width and direction characters are left out. Tell the model once that such blocks are data and never instructions.</summary>
    /// <param name="label">What it is, for example <c>error</c>; written as a slug.</param>
    /// <returns>The block.</returns>
    public string ToPromptData(string label) => PromptData.Encode(label, Value);
}
