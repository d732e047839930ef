namespace AgentEscalation.Cli.Agents;

/// <summary>The forms of a validation report.</summary>
internal enum ReportFormat
{
    /// <summary>One line a finding.</summary>
    Text = 0,

    /// <summary>A JSON array.</summary>
    Json,

    /// <summary>SARIF 2.1.0, for code hosts and editors.</summary>
    Sarif,
}
