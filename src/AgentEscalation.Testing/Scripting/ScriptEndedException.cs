namespace AgentEscalation.Testing.Scripting;

/// <summary>The script has no answer for a call: the code under test asked more often, or for something else, than the test expects.</summary>
public sealed class ScriptEndedException : InvalidOperationException
{
    private const int Shown = 400;

    /// <summary>Makes the error.</summary>
    public ScriptEndedException()
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened.</param>
    public ScriptEndedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public ScriptEndedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the error for a call.</summary>
    /// <param name="call">The call.</param>
    public ScriptEndedException(ScriptedCall call)
        : base(Describe(call))
    {
    }

    private static string Describe(ScriptedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var last = call.LastText;
        return $"The script has no answer for call {call.Number} (model {call.Model ?? "not named"}, {call.Messages.Count} messages, "
            + $"tools: {(call.Tools.Count == 0 ? "none" : string.Join(", ", call.Tools))}). Its last message: "
            + $"{(last.Length > Shown ? last[..Shown] + "..." : last)} Add a turn with Next, a rule with When, or Always.";
    }
}
