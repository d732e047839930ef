using System.Buffers;

namespace AgentEscalation.Cases.Text;

/// <summary>Values given to names like password or token. Source code gives such names types and calls, which have to stay, so an unquoted
/// value counts only when it looks random or the form is that of a connection string.</summary>
internal static class SecretAssignment
{
    private const int LongestName = 64;

    /// <summary>As much of a value as is judged; what follows it goes with it. Keeps the whole linear.</summary>
    private const int Judged = 1024;

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n;,&\"'`()<>{}|");
    private static readonly SearchValues<char> PlaceholderSigns = SearchValues.Create("{}<>$%");
    private static readonly SearchValues<char> Masks = SearchValues.Create("*xX");

    public static SecretShapes.Secret At(ReadOnlySpan<char> rest, string name, int hit)
    {
        var sign = name.Length;
        while (sign < rest.Length && sign < LongestName && SecretShapes.IsTokenCharacter(rest[sign]))
        {
            sign++;
        }

        var plain = sign == name.Length;
        if (sign < rest.Length && rest[sign] is '"' or '\'' or ']')
        {
            sign++;
        }

        var value = SkipBlanks(rest, sign);
        if (value >= rest.Length || rest[value] is not ('=' or ':'))
        {
            return default;
        }

        var close = value == sign;
        value++;
        if (value < rest.Length && rest[value] is '=' or '>')
        {
            value++;
        }

        close &= value < rest.Length && rest[value] is not (' ' or '=' or ':');
        value = SkipBlanks(rest, value);
        var quote = value < rest.Length && rest[value] is '"' or '\'' ? rest[value] : '\0';
        value += quote == '\0' ? 0 : 1;
        var length = Length(rest.Slice(value, Math.Min(Judged, rest.Length - value)), quote);
        var content = rest.Slice(value, length);
        if (length == 0 || content.StartsWith(Redactor.Replacement, StringComparison.Ordinal) || IsPlaceholder(content))
        {
            return default;
        }

        var password = plain && name[0] is 'p' or 's' && name is not "privatekey" and not "private_key";
        var secret = LooksRandom(content)
            || (password && quote != '\0' && length >= 4 && value + length < rest.Length && rest[value + length] == quote)
            || (password && close && quote == '\0' && !Called(rest, value + length));
        return secret ? new(hit + value, length < Judged ? length : Length(rest[value..], quote)) : default;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && text[from] is ' ' or '\t')
        {
            from++;
        }

        return from;
    }

    private static int Length(ReadOnlySpan<char> text, char quote)
    {
        var end = quote == '\0' ? text.IndexOfAny(ValueEnds) : text.IndexOfAny(quote, '\n');
        return end < 0 ? text.Length : end;
    }

    /// <summary>A type, a path or a call in source code.</summary>
    private static bool Called(ReadOnlySpan<char> text, int at) => at < text.Length && text[at] is '(' or '<' or '{' or '&';

    private static bool IsPlaceholder(ReadOnlySpan<char> value) =>
        value.ContainsAny(PlaceholderSigns) || !value.ContainsAnyExcept(Masks);

    /// <summary>Letters and digits mixed, and many different ones for the length.</summary>
    private static bool LooksRandom(ReadOnlySpan<char> value)
    {
        if (value.Length < 12 || !SecretShapes.HasDigit(value))
        {
            return false;
        }

        Span<int> counts = stackalloc int[128];
        counts.Clear();
        var letters = false;
        foreach (var c in value)
        {
            if (!SecretShapes.IsTokenCharacter(c) && c is not ('.' or '+' or '/' or '=' or '~' or '!' or '@' or '#' or '^' or '*'))
            {
                return false;
            }

            letters |= char.IsAsciiLetter(c);
            counts[c]++;
        }

        var bits = 0d;
        foreach (var count in counts)
        {
            bits -= count == 0 ? 0 : count * Math.Log2((double)count / value.Length);
        }

        return letters && bits / value.Length >= 3;
    }
}
