namespace AgentEscalation.Cases;

/// <summary>The kinds of <see cref="Verdict"/>.</summary>
public enum VerdictKind
{
    /// <summary>The verifier could not start or its answer could not be read. The default, so that a forgotten verdict is never a pass.</summary>
    Unverifiable = 0,

    /// <summary>The task is done; confirmed outside the model.</summary>
    Verified = 1,

    /// <summary>The task is not done.</summary>
    Failed = 2,
}

/// <summary>What a verifier says of the whole task. <c>default</c> is Unverifiable.</summary>
public readonly struct Verdict : IEquatable<Verdict>
{
    private readonly object? _detail;

    private Verdict(VerdictKind kind, object? detail)
    {
        Kind = kind;
        _detail = detail;
    }

    /// <summary>The task is done.</summary>
    public static Verdict Verified => new(VerdictKind.Verified, null);

    /// <summary>One line for people about what was found, for example "compiles, 12 of 12 tests pass"; null when the verifier gives none.</summary>
    public string? Summary => Kind == VerdictKind.Verified ? _detail as string : Failure?.Summary;

    /// <summary>Which verdict this is.</summary>
    public VerdictKind Kind { get; }

    /// <summary>Whether the task is done.</summary>
    public bool IsVerified => Kind == VerdictKind.Verified;

    /// <summary>What was found, when <see cref="Kind"/> is Failed; else null.</summary>
    public Failure? Failure => _detail as Failure;

    /// <summary>Why nothing could be said, when <see cref="Kind"/> is Unverifiable; else null.</summary>
    public string? Why => Kind == VerdictKind.Unverifiable ? _detail as string ?? "no verdict was given" : null;

    /// <summary>The task is done.</summary>
    /// <param name="summary">One line for people about what was found.</param>
    /// <returns>The verdict.</returns>
    public static Verdict VerifiedWith(string summary) => new(VerdictKind.Verified, summary);

    /// <summary>The task is not done.</summary>
    /// <param name="failure">What was found.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Failed(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new(VerdictKind.Failed, failure);
    }

    /// <summary>The task is not done.</summary>
    /// <param name="error">The error as it was printed.</param>
    /// <param name="errorClass">Its class as a slug; null when unknown.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Failed(string error, string? errorClass = null) => Failed(new Failure { Text = error, Class = errorClass });

    /// <summary>Nothing can be said of the task.</summary>
    /// <param name="why">What stopped the verifier.</param>
    /// <returns>The verdict.</returns>
    public static Verdict Unverifiable(string why) => new(VerdictKind.Unverifiable, why);

    /// <inheritdoc/>
    public bool Equals(Verdict other) => Kind == other.Kind && Equals(_detail, other._detail);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Verdict other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, _detail);

    /// <summary>Same kind and detail.</summary>
    public static bool operator ==(Verdict left, Verdict right) => left.Equals(right);

    /// <summary>Another kind or detail.</summary>
    public static bool operator !=(Verdict left, Verdict right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        VerdictKind.Failed => $"Failed ({Failure!.Class ?? "unclassified"})",
        VerdictKind.Unverifiable => $"Unverifiable ({Why})",
        _ => "Verified",
    };
}
