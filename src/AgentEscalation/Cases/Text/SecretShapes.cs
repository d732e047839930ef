using System.Buffers;

namespace AgentEscalation.Cases.Text;

/// <summary>What secrets look like.</summary>
internal static class SecretShapes
{
    public const string Jwt = "eyJ";
    public const string Pem = "-----BEGIN";
    public const string Bearer = "bearer";
    public const string Authority = "://";

    /// <summary>As long as what a private key block begins with; keys and web tokens are longer.</summary>
    private const int ShortestToken = 10;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly SearchValues<char> AuthorityEnds = SearchValues.Create(" /?#\"'`<>\r\n\t\\");

    /// <summary>Begins of keys that are handed out by well-known services; the rest of the key follows.</summary>
    public static ReadOnlySpan<string> Prefixes => (string[])
    [
        "sk-", "sk_live_", "sk_test_", "rk_live_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xoxa-", "xoxb-", "xoxe-",
        "xoxp-", "xoxr-", "xoxs-", "AKIA", "ASIA", "AIza", "npm_", "hf_", "pypi-", "SG.", "dop_v1_", "AGE-SECRET-KEY-",
    ];

    /// <summary>Names that secrets are assigned to; they may be part of a longer name.</summary>
    public static ReadOnlySpan<string> Names => (string[])
    [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "api_key", "api-key", "accountkey", "account_key",
        "accesskey", "access_key", "privatekey", "private_key", "credential",
    ];

    /// <summary>Whether as many token characters stand together as the shortest key, web token or block begins with.</summary>
    public static bool HasLongToken(ReadOnlySpan<char> text)
    {
        // A run that long covers one of every so many places, wherever it begins.
        for (var place = ShortestToken - 1; place < text.Length; place += ShortestToken)
        {
            if (IsTokenCharacter(text[place]) && IsLong(text, place))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLong(ReadOnlySpan<char> text, int place)
    {
        var begin = place;
        while (begin > 0 && place - begin < ShortestToken && IsTokenCharacter(text[begin - 1]))
        {
            begin--;
        }

        var end = place + 1;
        while (end < text.Length && end - begin < ShortestToken && IsTokenCharacter(text[end]))
        {
            end++;
        }

        return end - begin >= ShortestToken;
    }

    /// <summary>The secret that a suspicious place belongs to; empty when it is none.</summary>
    public static Secret At(string text, int hit)
    {
        var rest = text.AsSpan(hit);
        if (rest.StartsWith(Pem, StringComparison.Ordinal))
        {
            return PrivateKey(rest, hit);
        }

        if (rest.StartsWith(Authority, StringComparison.Ordinal))
        {
            return UserInfo(rest, hit);
        }

        if (rest.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return BearerToken(rest, hit);
        }

        var begins = hit == 0 || !IsTokenCharacter(text[hit - 1]);
        if (begins && rest.StartsWith(Jwt, StringComparison.Ordinal) && WebToken(rest) is var length and > 0)
        {
            return new(hit, length);
        }

        foreach (var prefix in Prefixes)
        {
            if (begins && rest.StartsWith(prefix, StringComparison.Ordinal))
            {
                var key = prefix.Length + Token(rest[prefix.Length..]);
                return key >= prefix.Length + 16 && HasDigit(rest[..key]) ? new(hit, key) : default;
            }
        }

        foreach (var name in Names)
        {
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return SecretAssignment.At(rest, name, hit);
            }
        }

        return default;
    }

    public static bool IsTokenCharacter(char c) => TokenCharacters.Contains(c);

    public static bool HasDigit(ReadOnlySpan<char> text) => text.ContainsAnyInRange('0', '9');

    private static int Token(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExcept(TokenCharacters);
        return end < 0 ? text.Length : end;
    }

    private static Secret PrivateKey(ReadOnlySpan<char> rest, int hit)
    {
        var line = rest[Pem.Length..].IndexOf("-----", StringComparison.Ordinal);
        if (line is < 0 or > 60 || !rest.Slice(Pem.Length, line).EndsWith("PRIVATE KEY", StringComparison.Ordinal))
        {
            return default;
        }

        var body = Pem.Length + line + 5;
        var end = rest[body..].IndexOf("-----END", StringComparison.Ordinal);
        if (end < 0)
        {
            return new(hit, rest.Length);
        }

        var close = rest[(body + end + 8)..].IndexOf("-----", StringComparison.Ordinal);
        return new(hit, close is < 0 or > 60 ? rest.Length : body + end + 8 + close + 5);
    }

    private static Secret UserInfo(ReadOnlySpan<char> rest, int hit)
    {
        var authority = rest[Authority.Length..];
        var end = authority.IndexOfAny(AuthorityEnds);
        authority = end < 0 ? authority : authority[..end];
        var at = authority.LastIndexOf('@');
        if (at <= 0)
        {
            return default;
        }

        var colon = authority[..at].IndexOf(':');
        var start = colon + 1;
        var secret = authority[start..at];
        return secret.Length == 0 || secret is Redactor.Replacement || (colon < 0 && secret.Length < 16)
            ? default
            : new(hit + Authority.Length + start, secret.Length);
    }

    private static Secret BearerToken(ReadOnlySpan<char> rest, int hit)
    {
        var start = Bearer.Length;
        while (start < rest.Length && rest[start] is ' ' or ':' or '"')
        {
            start++;
        }

        var end = start == Bearer.Length ? rest.Length : start;
        while (end < rest.Length && (IsTokenCharacter(rest[end]) || rest[end] is '.' or '~' or '+' or '/' or '='))
        {
            end++;
        }

        return start > Bearer.Length && end - start >= 16 && HasDigit(rest[start..end]) ? new(hit + start, end - start) : default;
    }

    private static int WebToken(ReadOnlySpan<char> rest)
    {
        var header = Token(rest);
        if (header < 10 || header == rest.Length || rest[header] != '.')
        {
            return 0;
        }

        var body = Token(rest[(header + 1)..]);
        var end = header + 1 + body;
        return body < 8 ? 0
            : end < rest.Length && rest[end] == '.' ? end + 1 + Token(rest[(end + 1)..])
            : end;
    }

    /// <summary>Where a secret stands in a text.</summary>
    internal readonly record struct Secret(int Start, int Length);
}
