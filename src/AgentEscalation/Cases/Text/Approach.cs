namespace AgentEscalation.Cases.Text;

/// <summary>A digest of what an attempt did: given by the specialist, else made of its edits, else unknown. Unknown is the same as
/// nothing, not even as another unknown.</summary>
/// <param name="Digest">The digest; 0 means unknown.</param>
public readonly record struct Approach(ulong Digest)
{
    /// <summary>Nobody can say what was done.</summary>
    public static Approach Unknown => default;

    /// <summary>Whether nobody can say what was done.</summary>
    public bool IsUnknown => Digest == 0;

    /// <summary>Whether two attempts did the same thing, as far as is known.</summary>
    /// <param name="other">The other approach.</param>
    /// <returns>False whenever one of them is unknown.</returns>
    public bool SameAs(Approach other) => Digest != 0 && Digest == other.Digest;

    /// <inheritdoc/>
    public override string ToString() => IsUnknown ? "unknown" : $"a1-{Digest:x16}";
}
