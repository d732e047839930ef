namespace AgentEscalation.SemanticKernel;

/// <summary>The kinds of guidance steps that an escalated function acts on.</summary>
public static class GuidanceSteps
{
    /// <summary>Replaces arguments: the step's arguments are those of the function, by name. Values other than text are JSON.</summary>
    public const string Arguments = "arguments";
}
