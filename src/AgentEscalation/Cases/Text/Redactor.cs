using System.Buffers;
using System.Text;

namespace AgentEscalation.Cases.Text;

/// <summary>Takes secrets out of texts before they are written anywhere: keys by their usual prefixes, bearer tokens, JSON web tokens,
/// private key blocks, passwords in connection strings and addresses, and assignments of random-looking values to names like token or
/// secret. It knows shapes, not secrets: one without a known shape or name stays. Safe for any thread; linear in the text's length.</summary>
public static class Redactor
{
    /// <summary>What stands in a secret's place.</summary>
    public const string Replacement = "[redacted]";

    private const int MostPasses = 8;

    /// <summary>No shape does without one of these: an assignment's sign, a key's digit, a web token's dot, a block's dash.</summary>
    private static readonly SearchValues<char> Needed = SearchValues.Create(":=-.0123456789");

    /// <summary>Most texts are done after these: one without any of them has nothing of <see cref="Suspicious"/> either. Few and distinct in
    /// each set, so that each search looks at many characters at once.</summary>
    private static readonly SearchValues<string> AnyName = SearchValues.Create(
        ["passw", "passp", "pwd", "secret", "token", "key", "credential", SecretShapes.Bearer], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string>[] AnyPrefix =
    [
        .. SecretShapes.Prefixes.ToArray().Append(SecretShapes.Jwt).Append(SecretShapes.Pem).Chunk(8)
            .Select(some => SearchValues.Create(some, StringComparison.Ordinal)),
    ];

    private static readonly SearchValues<string> Suspicious = SearchValues.Create(
        [.. SecretShapes.Prefixes, .. SecretShapes.Names, SecretShapes.Jwt, SecretShapes.Pem, SecretShapes.Bearer, SecretShapes.Authority],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the secrets out of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The text with <see cref="Replacement"/> for each secret; the same instance when there is none.</returns>
    public static string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!MayHaveSecret(text))
        {
            return text;
        }

        // What stands beside a secret may show its own shape only when that is gone.
        for (var pass = 0; pass < MostPasses; pass++)
        {
            var hit = text.AsSpan().IndexOfAny(Suspicious);
            var clean = hit < 0 ? text : Redact(text, hit);
            if (ReferenceEquals(clean, text))
            {
                break;
            }

            text = clean;
        }

        return text;
    }

    private static bool MayHaveSecret(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAny(Needed))
        {
            return false;
        }

        if (text.ContainsAny(AnyName) || text.Contains(SecretShapes.Authority, StringComparison.Ordinal))
        {
            return true;
        }

        if (!SecretShapes.HasLongToken(text))
        {
            return false;
        }

        foreach (var prefixes in AnyPrefix)
        {
            if (text.ContainsAny(prefixes))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc cref="Redact(string)"/>
    public static UntrustedText Redact(UntrustedText text) => text.Value is null ? text : Redact(text.Value);

    private static string Redact(string text, int hit)
    {
        StringBuilder? clean = null;
        var written = 0;
        while (hit >= 0)
        {
            var secret = SecretShapes.At(text, hit);
            var next = hit + 1;
            if (secret.Length > 0)
            {
                clean ??= new(text.Length);
                clean.Append(text, written, secret.Start - written).Append(Replacement);
                written = next = secret.Start + secret.Length;
            }

            var found = text.AsSpan(next).IndexOfAny(Suspicious);
            hit = found < 0 ? -1 : next + found;
        }

        return clean is null ? text : clean.Append(text, written, text.Length - written).ToString();
    }
}
