namespace AgentEscalation.Cases;

/// <summary>Whether what an option does can be taken back.</summary>
public enum Reversibility
{
    /// <summary>Nobody said.</summary>
    Unknown = 0,

    /// <summary>Wholly: reversing the patch brings back what was there before.</summary>
    Reversible = 1,

    /// <summary>With effort: others will have built on it, for example a changed public interface.</summary>
    Costly = 2,

    /// <summary>Not at all, for example data that is gone or a message that was sent.</summary>
    Irreversible = 3,
}
