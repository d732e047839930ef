namespace AgentEscalation.Routing;

/// <summary>What a streaming run tells: <see cref="RunEvent"/> and <see cref="RunProgress"/> as they happen, <see cref="RunEnded"/> as the
/// last. Immutable.</summary>
public abstract record RunUpdate
{
    private protected RunUpdate()
    {
    }
}
