using System.Security.Cryptography;

namespace AgentEscalation.AspNetCore.Links;

/// <summary>HMAC-SHA256 with a key of the configuration. The payload can be read, and not changed, by who has the link.</summary>
internal sealed class HmacSigner : ILinkSigner
{
    public const int LeastBytes = 32;

    private readonly byte[][] _keys;

    public HmacSigner(IEnumerable<string> keys) => _keys = [.. keys.Select(key => BytesOf(key)!)];

    public static byte[]? BytesOf(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && length >= LeastBytes ? bytes[..length] : null;
    }

    public byte[] Sign(byte[] payload) => [.. payload, .. Mac(_keys[0], payload)];

    public byte[]? Open(byte[] signed)
    {
        if (signed.Length <= HMACSHA256.HashSizeInBytes)
        {
            return null;
        }

        var payload = signed[..^HMACSHA256.HashSizeInBytes];
        var mac = signed.AsSpan(payload.Length);
        var fits = false;
        foreach (var key in _keys)
        {
            fits |= CryptographicOperations.FixedTimeEquals(Mac(key, payload), mac);
        }

        return fits ? payload : null;
    }

    /// <summary>The same key may sign other things elsewhere; what this is for goes in first.</summary>
    private static byte[] Mac(byte[] key, byte[] payload) => HMACSHA256.HashData(key, (byte[])[.. "agent-escalation decision link 1\n"u8, .. payload]);
}
