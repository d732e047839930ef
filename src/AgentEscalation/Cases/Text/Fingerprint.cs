namespace AgentEscalation.Cases.Text;

/// <summary>64 bits that stay the same when the same error comes back: over the error class and the normalised text, stable across
/// processes and machines. Written as <c>f1-</c> and 16 hexadecimal digits; the number is the version of the normalisation.</summary>
/// <param name="Value">The bits; 0 means unknown.</param>
public readonly record struct Fingerprint(ulong Value)
{
    /// <summary>The version of the normalisation that <see cref="Value"/> was made with.</summary>
    public const int Version = 1;

    /// <summary>Whether nothing is known.</summary>
    public bool IsUnknown => Value == 0;

    /// <inheritdoc/>
    public override string ToString() => $"f{Version}-{Value:x16}";
}
