using System.Collections.Immutable;
using AgentEscalation.Testing.Scripting;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>One request that the endpoint saw, refused ones included. A value.</summary>
public sealed record EndpointRequest
{
    /// <summary>What was spoken.</summary>
    public WireProtocol Protocol { get; init; }

    /// <summary>GET, POST, ...</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Path { get; init; }

    /// <summary>The headers; names in any case. Keys are in them: this is a test's view, write it nowhere.</summary>
    public required ImmutableDictionary<string, string> Headers { get; init; }

    /// <summary>The body; empty when there was none.</summary>
    public string Body { get; init; } = "";

    /// <summary>The body as a call; null: it is none.</summary>
    public ScriptedCall? Call { get; init; }
}
