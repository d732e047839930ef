using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AgentEscalation.AspNetCore.Webhooks;

/// <summary>Signs messages as the Standard Webhooks specification says, so that receivers can use what they have.</summary>
/// <param name="secret">Base64, with or without its prefix.</param>
internal sealed class WebhookSignature(string secret)
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Prefix = "whsec_";
    private const int LeastBytes = 24;
    private const int MostBytes = 64;

    private readonly byte[] _key = KeyOf(secret) ?? throw new ArgumentException("The secret is no Base64 of 24 to 64 bytes.", nameof(secret));

    /// <summary>The key of a secret; null when it is none.</summary>
    public static byte[]? KeyOf(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length is >= LeastBytes and <= MostBytes ? bytes[..length] : null;
    }

    /// <summary>The value of the signature's header.</summary>
    public string Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(_key, (byte[])[.. head, .. body]))}";
    }
}
