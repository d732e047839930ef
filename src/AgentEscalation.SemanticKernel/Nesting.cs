using AgentEscalation.Routing;

namespace AgentEscalation.SemanticKernel;

/// <summary>How deep plugin calls and escalated functions lie in one another. It flows with the call, so that agents that call one another
/// through a kernel end by construction. Callers are async methods: what they set ends with them.</summary>
internal static class Nesting
{
    /// <summary>As deep as the router lets tasks lie in attempts.</summary>
    public const int Deepest = 3;

    private static readonly AsyncLocal<Scope?> Ambient = new();

    /// <summary>The attempt that the current call runs in, when this package made the call; null otherwise. A function that fails in an attempt
    /// fails that attempt and opens no case of its own.</summary>
    public static Attempt? Attempt => Ambient.Value?.Attempt;

    public static bool IsDeepest => Ambient.Value?.Depth >= Deepest;

    /// <summary>Goes one deeper.</summary>
    public static void Enter() => Ambient.Value = new((Ambient.Value?.Depth ?? 0) + 1, null);

    /// <summary>Marks what runs in an attempt; the attempt's own task was counted when it began.</summary>
    public static void EnterAttempt(Attempt attempt) => Ambient.Value = new(Ambient.Value?.Depth ?? 0, attempt);

    private sealed record Scope(int Depth, Attempt? Attempt);
}
