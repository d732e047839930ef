using System.Net;

namespace AgentEscalation.Providers;

/// <summary>A provider did not answer a call, or its configuration cannot be used. The message names the provider, what happened and, where one
/// is known, the mend; it never holds a key.</summary>
public sealed class ProviderException : Exception
{
    /// <summary>Makes the error.</summary>
    public ProviderException()
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened.</param>
    public ProviderException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">Why.</param>
    public ProviderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Makes the error.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="status">The HTTP status; null: there was none.</param>
    public ProviderException(string message, HttpStatusCode? status)
        : base(message) => Status = status;

    /// <summary>The HTTP status of the last answer; null when there was none or it was not the status that failed.</summary>
    public HttpStatusCode? Status { get; }
}
