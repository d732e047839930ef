using System.Buffers;

namespace AgentEscalation.Cases.Text;

/// <summary>
/// Version 1 of the normalisation: what differs between two sightings of one error is left out. Numbers, addresses, ids and
/// positions become one mark, a rooted path becomes its last part, blanks run together, colours and control characters go. What stands in
/// backticks stays as it is, and so do digits that belong to a name (<c>u32</c>).
/// </summary>
/// <remarks>One pass, no allocation. A change here makes old fingerprints unequal to new ones: raise <see cref="Fingerprint.Version"/>.</remarks>
internal static class Normalization
{
    /// <summary>As much of a text as is looked at.</summary>
    public const int MostCharacters = 16_384;

    private const char Mark = '#';
    private const char Delete = '\u007f';

    // A bit for each of the first and the second 64 characters.
    private const ulong Digits = 0x03FF_0000_0000_0000;
    private const ulong LettersAndUnderscore = 0x07FF_FFFE_87FF_FFFE;

    private const int Window = 256;

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), Delete, '/', '\\', '`', .. "0123456789"]);

    public static void Feed(scoped ReadOnlySpan<char> text, scoped ref FingerprintHash hash)
    {
        text = text.Length > MostCharacters ? text[..MostCharacters] : text;
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            at = PlainEnd(text, start);
            if (at == text.Length)
            {
                hash.Add(text[start..]);
                return;
            }

            at = text[at] switch
            {
                >= '0' and <= '9' => Number(text, start, at, ref hash),
                '`' => Quoted(text, start, at, ref hash),
                '/' or '\\' => Separator(text, start, at, ref hash),
                _ => Blanks(text, start, at, ref hash),
            };
        }
    }

    /// <summary>Where what stays as it is ends; a single blank within it stays too.</summary>
    private static int PlainEnd(scoped ReadOnlySpan<char> text, int start)
    {
        if (start == 0 && text[0] == ' ')
        {
            return 0;
        }

        for (var at = start; at < text.Length;)
        {
            // A window, so that many double blanks do not make it look at the rest of the text each time.
            var window = text.Slice(at, Math.Min(Window, text.Length - at));
            var plain = window.IndexOfAny(Special);
            plain = plain < 0 ? window.Length : plain;
            var twoBlanks = window[..plain].IndexOf("  ", StringComparison.Ordinal);
            if (twoBlanks >= 0)
            {
                return at + twoBlanks;
            }

            var end = at + plain;
            if (plain > 0 && text[end - 1] == ' ' && (end == text.Length || text[end] is <= ' ' or Delete))
            {
                return end - 1;
            }

            if (plain < window.Length)
            {
                return end;
            }

            at = end;
        }

        return text.Length;
    }

    /// <summary>A digit: of a name, which stays, or of a number, an address, a digest or an id, which become the mark, position and sign
    /// included.</summary>
    private static int Number(scoped ReadOnlySpan<char> text, int start, int at, scoped ref FingerprintHash hash)
    {
        var word = at;
        while (word > start && IsWord(text[word - 1]))
        {
            word--;
        }

        var end = WordEnd(text, at);
        if (end - word == 8 && word + 36 <= text.Length && text[end] == '-' && Guid.TryParseExact(text.Slice(word, 36), "D", out _))
        {
            end = word + 36;
        }
        else if (word < at)
        {
            if (end - word < 12 || !IsDigest(text[word..end]))
            {
                hash.Add(text[start..end]);
                return end;
            }
        }
        else
        {
            end = NumberEnd(text, end);
        }

        var before = word;
        if (before > start && text[before - 1] == '-' && (before - 1 == start || !IsWord(text[before - 2])))
        {
            before--;
        }

        hash.Add(text[start..before]);
        hash.Add(Mark);
        while (end + 1 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]))
        {
            end = NumberEnd(text, WordEnd(text, end + 1));
        }

        return end;
    }

    private static int WordEnd(scoped ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsWord(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int NumberEnd(scoped ReadOnlySpan<char> text, int at)
    {
        while (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at = WordEnd(text, at + 1);
        }

        return at;
    }

    private static int Quoted(scoped ReadOnlySpan<char> text, int start, int at, scoped ref FingerprintHash hash)
    {
        var length = text[(at + 1)..].IndexOfAny('`', '\n');
        var end = length >= 0 && text[at + 1 + length] == '`' ? at + length + 2 : at + 1;
        hash.Add(text[start..end]);
        return end;
    }

    private static int Separator(scoped ReadOnlySpan<char> text, int start, int at, scoped ref FingerprintHash hash)
    {
        var drive = at - 2 >= start && text[at - 1] == ':' && char.IsAsciiLetter(text[at - 2]) && (at < 3 || !IsWord(text[at - 3]));
        var path = RootedPath(text, at, drive || at == 0 ? ' ' : text[at - 1]);
        hash.Add(text[start..(drive && path > 0 ? at - 2 : at)]);
        if (path > 0)
        {
            return at + path;
        }

        hash.Add('/');
        return at + 1;
    }

    /// <summary>Blanks become one, at the ends none; other control characters and colours become nothing.</summary>
    private static int Blanks(scoped ReadOnlySpan<char> text, int start, int at, scoped ref FingerprintHash hash)
    {
        hash.Add(text[start..at]);
        var leading = at == 0;
        var blank = false;
        while (at < text.Length && text[at] is <= ' ' or Delete)
        {
            blank |= text[at] is ' ' or '\n' or '\t' or '\r';
            at += text[at] == '\u001b' ? Escape(text[at..]) : 1;
        }

        if (blank && !leading && at < text.Length)
        {
            hash.Add(' ');
        }

        return at;
    }

    /// <summary>How many characters of a rooted path stand before its last part, 0 when there is no such path here.</summary>
    private static int RootedPath(scoped ReadOnlySpan<char> text, int start, char before)
    {
        if (IsWord(before) || before is '.' or '/' or '\\' or ':' or '>' or ')' or ']' or '~' or '-' or '*'
            || start + 1 >= text.Length || !IsPathCharacter(text[start + 1]) || text[start + 1] is '/' or '\\')
        {
            return 0;
        }

        var lastSeparator = start;
        for (var i = start + 1; i < text.Length && IsPathCharacter(text[i]); i++)
        {
            if (text[i] is '/' or '\\' && i + 1 < text.Length && IsPathCharacter(text[i + 1]))
            {
                lastSeparator = i;
            }
        }

        return lastSeparator - start + 1;
    }

    /// <summary>A terminal's colour or cursor sequence.</summary>
    private static int Escape(scoped ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[1] != '[')
        {
            return 1;
        }

        var end = 2;
        while (end < text.Length && text[end] is >= ' ' and < '@')
        {
            end++;
        }

        return Math.Min(end + 1, text.Length);
    }

    private static bool IsDigest(scoped ReadOnlySpan<char> word)
    {
        var digits = 0;
        foreach (var c in word)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }

            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits > 1;
    }

    private static bool IsWord(char c) => c >= '\u0080' || (((c < 64 ? Digits : LettersAndUnderscore) >> (c & 63)) & 1) != 0;

    private static bool IsPathCharacter(char c) => IsWord(c) || c is '/' or '\\' or '.' or '-' or '+' or '@' or '~' or '#' or '%';
}
