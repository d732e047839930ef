using System.Collections.Immutable;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Cases;

/// <summary>What a verifier found: the first error of the earliest phase, with the others listed. Immutable.</summary>
public sealed record Failure
{
    private readonly Fingerprint _given;
    private Fingerprint _computed;

    /// <summary>Nothing found yet; <see cref="Text"/> has to be given.</summary>
    public Failure()
    {
    }

    private Failure(Failure original)
    {
        // What was computed is left behind: the copy may have another text.
        _given = original._given;
        Text = original.Text;
        Class = original.Class;
        Code = original.Code;
        Rank = original.Rank;
        RetryIsPointless = original.RetryIsPointless;
        Context = original.Context;
        Others = original.Others;
        Summary = original.Summary;
    }

    /// <summary>The error as it was printed.</summary>
    public required UntrustedText Text { get; init; }

    /// <summary>The error class as a slug, for example <c>borrow-checker</c>; null when it is not known.</summary>
    public string? Class { get; init; }

    /// <summary>The tool's code of the error, for example E0502; null when it has none.</summary>
    public string? Code { get; init; }

    /// <summary>How bad it is compared to other failures of the same task: lower is better. Failures of equal rank are no progress.</summary>
    public long Rank { get; init; }

    /// <summary>What the error is recognised by when it comes back. Computed from class, code and text, when first read, if not given.</summary>
    public Fingerprint Fingerprint
    {
        get => !_given.IsUnknown ? _given
            : !_computed.IsUnknown ? _computed
            : _computed = Fingerprint.Of(Class, Code, Text);
        init => _given = value;
    }

    /// <summary>True when trying the same level again cannot help; the level ends at once.</summary>
    public bool RetryIsPointless { get; init; }

    /// <summary>Where it happened and what stands there, for the report's Context; empty when not known.</summary>
    public UntrustedText Context { get; init; }

    /// <summary>The other errors found at the same time, one line each, at most 100.</summary>
    public ImmutableArray<UntrustedText> Others { get; init; } = [];

    /// <summary>One line for people about what was found, for example "compiles, 11 of 12 tests pass"; null when the verifier gives none.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether nothing tells the two apart; unlike equality it computes no fingerprint.</summary>
    internal bool IsTheSameAs(Failure other) =>
        ReferenceEquals(this, other)
        || (_given == other._given
            && Rank == other.Rank
            && RetryIsPointless == other.RetryIsPointless
            && string.Equals(Class, other.Class, StringComparison.Ordinal)
            && string.Equals(Code, other.Code, StringComparison.Ordinal)
            && Text == other.Text
            && Context == other.Context
            && string.Equals(Summary, other.Summary, StringComparison.Ordinal)
            && Others.AsSpan().SequenceEqual(other.Others.AsSpan()));

    /// <inheritdoc/>
    public bool Equals(Failure? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Text == other.Text
            && Class == other.Class
            && Code == other.Code
            && Rank == other.Rank
            && Fingerprint == other.Fingerprint
            && RetryIsPointless == other.RetryIsPointless
            && Context == other.Context
            && Summary == other.Summary
            && Others.AsSpan().SequenceEqual(other.Others.AsSpan()));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Fingerprint, Rank);
}
