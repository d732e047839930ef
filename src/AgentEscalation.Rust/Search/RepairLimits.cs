namespace AgentEscalation.Rust.Search;

/// <summary>Bounds of a search.</summary>
public sealed record RepairLimits
{
    /// <summary>The most sources compiled.</summary>
    /// <value>Default: 60.</value>
    public int Compiles { get; init; } = 60;

    /// <summary>The longest the search goes on; a compile that has begun is ended.</summary>
    /// <value>Default: 1 minute.</value>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most changes made one upon another.</summary>
    /// <value>Default: 12.</value>
    public int Depth { get; init; } = 12;

    /// <summary>The most candidates taken from one state, best promise first.</summary>
    /// <value>Default: 40.</value>
    public int Breadth { get; init; } = 40;

    /// <summary>How many changes in a row may keep the rank as long as the errors change.</summary>
    /// <value>Default: 1.</value>
    public int Sideways { get; init; } = 1;

    /// <summary>Once a change helps, go on from there and never back to what else was proposed before it.</summary>
    /// <value>Default: false.</value>
    public bool Onward { get; init; }

    /// <summary>The most that a change may alter for its result to count as a repair. What alters more is kept as an option for a person,
    /// unless tests cover the place.</summary>
    /// <value>Default: <see cref="RepairEffect.ChangesDropTime"/>.</value>
    public RepairEffect MostEffect { get; init; } = RepairEffect.ChangesDropTime;

    /// <summary>How many more sources are compiled in search of a safer repair once a risky one passed.</summary>
    /// <value>Default: 12.</value>
    public int CompilesAfterRisky { get; init; } = 12;
}
