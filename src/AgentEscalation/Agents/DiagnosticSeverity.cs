namespace AgentEscalation.Agents;

/// <summary>How much a finding matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Not reported unless asked for.</summary>
    Off = 0,

    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info = 1,

    /// <summary>Read, but probably not as the author meant it.</summary>
    Warning = 2,

    /// <summary>Wrong: the file or the value cannot be used.</summary>
    Error = 3,
}
