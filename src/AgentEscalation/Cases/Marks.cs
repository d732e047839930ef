namespace AgentEscalation.Cases;

/// <summary>What a case is in the middle of.</summary>
[Flags]
internal enum Marks : ushort
{
    None = 0,
    AttemptOpen = 1,
    ConsultOpen = 2,

    /// <summary>The consult that is asked next was interrupted once; a second time it counts as no answer.</summary>
    ConsultInterrupted = 4,

    /// <summary>The verifier could say nothing of the last attempt and is asked once more.</summary>
    VerifyAgain = 8,

    /// <summary>It could say nothing the second time either.</summary>
    Unverifiable = 16,
    Verified = 32,
    NoProgress = 64,
    RetryIsPointless = 128,

    /// <summary>A decision bought an attempt that has not begun.</summary>
    AttemptBought = 256,
    StopChosen = 512,
    CardExpired = 1024,
}
