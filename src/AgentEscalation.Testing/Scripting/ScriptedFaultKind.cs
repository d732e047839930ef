namespace AgentEscalation.Testing.Scripting;

/// <summary>The ways in which a model's endpoint fails.</summary>
public enum ScriptedFaultKind
{
    /// <summary>An answer with an error status, such as 429 or 503.</summary>
    Status = 0,

    /// <summary>The connection is closed before the answer's first byte.</summary>
    DroppedConnection,

    /// <summary>The connection is closed in the middle of the answer.</summary>
    DroppedMidAnswer,

    /// <summary>No answer comes until the caller gives up.</summary>
    Silence,

    /// <summary>Half of the answer's JSON, and an orderly end.</summary>
    TruncatedBody,

    /// <summary>Text that says it is JSON and is not.</summary>
    InvalidBody,

    /// <summary>A web page where JSON was expected.</summary>
    Html,
}
