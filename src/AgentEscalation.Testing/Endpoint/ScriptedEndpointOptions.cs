using System.Collections.Immutable;

namespace AgentEscalation.Testing.Endpoint;

/// <summary>How a <see cref="ScriptedEndpoint"/> behaves besides its script.</summary>
public sealed record ScriptedEndpointOptions
{
    /// <summary>The key that a request must carry, as a bearer token, <c>x-api-key</c> or <c>api-key</c>.</summary>
    /// <value>Null: none is asked for.</value>
    public string? Key { get; init; }

    /// <summary>The models that are served; a request for another gets 404, as the protocol words it.</summary>
    /// <value>Empty: every model is.</value>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>The port.</summary>
    /// <value>0: one that is free.</value>
    public int Port { get; init; }

    /// <summary>The clock of delays.</summary>
    /// <value>The system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
