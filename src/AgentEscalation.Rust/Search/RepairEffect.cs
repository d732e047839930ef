namespace AgentEscalation.Rust.Search;

/// <summary>What a change may alter besides making the build pass, from harmless to risky.</summary>
public enum RepairEffect
{
    /// <summary>Behaviour and interface stay.</summary>
    Keeps = 0,

    /// <summary>More code may use or name something than before.</summary>
    WidensApi,

    /// <summary>A value may be dropped or copied at another time.</summary>
    ChangesDropTime,

    /// <summary>Statements may run in another order.</summary>
    ChangesOrder,

    /// <summary>What the program computes may differ.</summary>
    ChangesBehaviour,
}
