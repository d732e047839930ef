namespace AgentEscalation.Cli;

/// <summary>The forms that results come in.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Text = 0,

    /// <summary>One JSON document on the standard output and nothing else there.</summary>
    Json,
}
