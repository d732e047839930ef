namespace AgentEscalation.Rust.Verifiers;

/// <summary>How the Rust tools are run.</summary>
public sealed record RustToolOptions
{
    /// <summary>The longest a build may take.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan BuildTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest the tests may take once built.</summary>
    /// <value>Default: 5 minutes.</value>
    public TimeSpan TestTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most output kept of a run, in bytes; the middle of a longer one is dropped.</summary>
    /// <value>Default: 16 MiB.</value>
    public int MaxOutputBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Where cargo keeps what it built; kept warm and never cleaned. Null: the <c>target</c> folder that cargo chooses.</summary>
    public string? TargetFolder { get; init; }

    /// <summary>Lets a stable toolchain read sources that switch on unstable features. Only for measuring on sources that have
    /// such attributes.</summary>
    /// <value>Default: false.</value>
    public bool AllowUnstableFeatures { get; init; }
}
