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

    /// <summary>The fingerprint of an error. Line and column, other numbers, addresses, ids, the folders of rooted paths, colours and the
    /// amount of blanks do not matter; names and what stands in backticks do.</summary>
    /// <param name="errorClass">The class; null when it is not known.</param>
    /// <param name="code">The tool's code; null when it has none.</param>
    /// <param name="text">The error as it was printed; the first 16,384 characters count.</param>
    /// <returns>The fingerprint; never unknown.</returns>
    public static Fingerprint Of(string? errorClass, string? code, UntrustedText text)
    {
        var hash = new FingerprintHash(Version, stackalloc char[FingerprintHash.BufferLength]);
        hash.Add(errorClass);
        hash.Add('\0');
        hash.Add(code);
        hash.Add('\0');
        Normalization.Feed(text.Value, ref hash);
        return new(hash.End());
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">For example <c>f1-00112233445566aa</c>.</param>
    /// <param name="fingerprint">The fingerprint, when the text is one of this version; else unknown.</param>
    /// <returns>Whether the text is a fingerprint of this version.</returns>
    public static bool TryParse(string? text, out Fingerprint fingerprint)
    {
        var prefix = $"f{Version}-";
        var parsed = Hex.TryRead(text, prefix, out var bits);
        fingerprint = new(bits);
        return parsed;
    }

    /// <inheritdoc/>
    public override string ToString() => $"f{Version}-{Value:x16}";
}
