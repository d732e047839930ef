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

    public static void Feed(scoped ReadOnlySpan<char> text, scoped ref FingerprintHash hash)
    {
        text = text.Length > MostCharacters ? text[..MostCharacters] : text;
        var blank = false;
        var last = '\0';
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c <= ' ' || c == '\u007f')
            {
                i += c == '\u001b' ? Escape(text[i..]) : 1;
                blank |= c is ' ' or '\n' or '\t' or '\r';
                continue;
            }

            if (blank && last != '\0')
            {
                hash.Add(' ');
                last = ' ';
            }

            blank = false;
            int used;
            if (IsWord(c))
            {
                used = Word(text, i, last, ref hash, out last);
            }
            else if (c == '`')
            {
                used = Quoted(text[i..]);
                hash.Add(text.Slice(i, used));
                last = '`';
            }
            else if (c is '/' or '\\' && RootedPath(text, i, last) is var path and > 0)
            {
                used = path;
                last = '/';
            }
            else
            {
                used = 1;
                var sign = c == '-' && !IsWord(last) && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]);
                if (!sign && !(c == ':' && last == Mark && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])))
                {
                    last = c == '\\' ? '/' : c;
                    hash.Add(last);
                }
            }

            i += used;
        }
    }

    /// <summary>A name stays; a number, an address, a digest and an id become the mark, and marks that touch become one.</summary>
    private static int Word(scoped ReadOnlySpan<char> text, int start, char before, scoped ref FingerprintHash hash, out char last)
    {
        var end = start + 1;
        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        var word = text[start..end];
        var number = char.IsAsciiDigit(word[0]);
        if (word.Length == 8 && start + 36 <= text.Length && text[end] == '-' && Guid.TryParseExact(text.Slice(start, 36), "D", out _))
        {
            end = start + 36;
            number = true;
        }
        else if (number)
        {
            while (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
            {
                end += 2;
                while (end < text.Length && IsWord(text[end]))
                {
                    end++;
                }
            }
        }
        else if (word.Length == 1 && end + 1 < text.Length && text[end] == ':' && text[end + 1] is '\\' or '/'
            && RootedPath(text, end + 1, ' ') is var path and > 0)
        {
            // A drive letter.
            last = '/';
            return end + 1 + path - start;
        }
        else
        {
            number = word.Length >= 12 && IsDigest(word);
        }

        if (!number)
        {
            hash.Add(word);
            last = word[^1] == Mark ? 'x' : word[^1];
            return end - start;
        }

        if (before != Mark)
        {
            hash.Add(Mark);
        }

        last = Mark;
        return end - start;
    }

    /// <summary>How many characters of a rooted path stand before its last part, 0 when there is no such path here.</summary>
    private static int RootedPath(scoped ReadOnlySpan<char> text, int start, char before)
    {
        if (IsWord(before) || before is '.' or '/' or ':' or '>' or Mark or ')' or ']' or '~' or '-' or '*'
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

    private static int Quoted(scoped ReadOnlySpan<char> text)
    {
        var length = text[1..].IndexOfAny('`', '\n');
        return length >= 0 && text[length + 1] == '`' ? length + 2 : 1;
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

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || c >= '\u0080';

    private static bool IsPathCharacter(char c) => IsWord(c) || c is '/' or '\\' or '.' or '-' or '+' or '@' or '~' or '#' or '%';
}
