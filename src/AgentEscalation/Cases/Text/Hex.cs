using System.Globalization;

namespace AgentEscalation.Cases.Text;

/// <summary>Reads digests as they are written: a prefix and 16 hexadecimal digits.</summary>
internal static class Hex
{
    public static bool TryRead(string? text, string prefix, out ulong bits)
    {
        bits = 0;
        return text is not null
            && text.Length == prefix.Length + 16
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && ulong.TryParse(text.AsSpan(prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits);
    }
}
