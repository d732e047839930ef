namespace AgentEscalation.Testing.Scripting;

/// <summary>A failure of the endpoint in place of an answer. A value; safe for any thread.</summary>
public sealed record ScriptedFault
{
    private ScriptedFault(ScriptedFaultKind kind) => Kind = kind;

    /// <summary>What goes wrong.</summary>
    public ScriptedFaultKind Kind { get; }

    /// <summary>The HTTP status: of <see cref="ScriptedFaultKind.Status"/> 400 to 599, of a web page 200 unless told otherwise.</summary>
    public int StatusCode { get; private init; } = 200;

    /// <summary>What the Retry-After header says, in whole seconds; null: there is none.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>What the error says.</summary>
    public string Message { get; private init; } = "scripted fault";

    /// <summary>The connection is closed before the first byte.</summary>
    public static ScriptedFault DroppedConnection { get; } = new(ScriptedFaultKind.DroppedConnection);

    /// <summary>The connection is closed in the middle of the answer.</summary>
    public static ScriptedFault DroppedMidAnswer { get; } = new(ScriptedFaultKind.DroppedMidAnswer);

    /// <summary>Nothing comes until the caller gives up.</summary>
    public static ScriptedFault Silence { get; } = new(ScriptedFaultKind.Silence);

    /// <summary>Half of the JSON.</summary>
    public static ScriptedFault TruncatedBody { get; } = new(ScriptedFaultKind.TruncatedBody);

    /// <summary>No JSON at all, though the header says so.</summary>
    public static ScriptedFault InvalidBody { get; } = new(ScriptedFaultKind.InvalidBody);

    /// <summary>Too many requests: 429.</summary>
    /// <param name="retryAfter">When to come again, whole seconds; null: the endpoint does not say.</param>
    /// <returns>The fault.</returns>
    public static ScriptedFault TooManyRequests(TimeSpan? retryAfter = null) =>
        new(ScriptedFaultKind.Status) { StatusCode = 429, RetryAfter = retryAfter, Message = "too many requests" };

    /// <summary>An error of the endpoint's own.</summary>
    /// <param name="status">500 to 599.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another status.</exception>
    public static ScriptedFault ServerError(int status = 500)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 500);
        return Status(status, "the server had an error");
    }

    /// <summary>An answer with an error status.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="message">What the error says.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another status.</exception>
    public static ScriptedFault Status(int status, string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new(ScriptedFaultKind.Status) { StatusCode = status, Message = message };
    }

    /// <summary>A web page, as a proxy's sign-in or a wrong address gives it.</summary>
    /// <param name="status">The status it comes with.</param>
    /// <returns>The fault.</returns>
    public static ScriptedFault Html(int status = 200) => new(ScriptedFaultKind.Html) { StatusCode = status };
}
