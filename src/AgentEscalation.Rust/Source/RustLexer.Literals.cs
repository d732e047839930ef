namespace AgentEscalation.Rust.Source;

internal ref partial struct RustLexer
{
    private TokenKind NameOrPrefixedLiteral()
    {
        var (a, b, c) = (Peek(), Peek(1), Peek(2));
        switch (a)
        {
            case 'r' when b == '"' || (b == '#' && HashesThenQuote(1)):
                return Raw(1, TokenKind.RawStr);
            case 'r' when b == '#' && IsNameStart(c):
                _at += 2;
                SkipName();
                return TokenKind.RawIdent;
            case 'b' when b == '\'':
                _at += 2;
                SkipQuoted('\'');
                return TokenKind.Byte;
            case 'b' when b == '"':
                _at += 2;
                SkipQuoted('"');
                return TokenKind.ByteStr;
            case 'b' when b == 'r' && (c == '"' || (c == '#' && HashesThenQuote(2))):
                return Raw(2, TokenKind.RawByteStr);
            case 'c' when b == '"':
                _at += 2;
                SkipQuoted('"');
                return TokenKind.CStr;
            case 'c' when b == 'r' && (c == '"' || (c == '#' && HashesThenQuote(2))):
                return Raw(2, TokenKind.RawCStr);
            default:
                SkipName();
                return TokenKind.Ident;
        }
    }

    private readonly bool HashesThenQuote(int ahead)
    {
        while (Peek(ahead) == '#')
        {
            ahead++;
        }
        return Peek(ahead) == '"';
    }

    private TokenKind Raw(int prefix, TokenKind kind)
    {
        _at += prefix;
        var hashes = 0;
        while (Peek() == '#')
        {
            hashes++;
            _at++;
        }
        _at++;
        while (_at < _text.Length)
        {
            if (Peek() != '"')
            {
                _at++;
                continue;
            }
            _at++;
            var closing = 0;
            while (closing < hashes && Peek() == '#')
            {
                closing++;
                _at++;
            }
            if (closing == hashes)
            {
                return kind;
            }
        }
        return kind;
    }

    private void SkipName()
    {
        // A whitespace character outside ASCII ends a name although its bytes look like name bytes.
        while (IsNamePart(Peek()) && WhitespaceLength() == 0)
        {
            _at++;
        }
    }

    // After the opening quote. Character literals never span lines; an unclosed one must not swallow the file.
    private void SkipQuoted(int quote)
    {
        while (_at < _text.Length)
        {
            var c = Peek();
            if (quote == '\'' && c == '\n')
            {
                return;
            }
            _at++;
            if (c == quote)
            {
                return;
            }
            if (c == '\\' && _at < _text.Length)
            {
                _at++;
            }
        }
    }

    private TokenKind CharOrLifetime()
    {
        _at++;
        var c = Peek();
        if (c == '\\')
        {
            SkipQuoted('\'');
            return TokenKind.Char;
        }
        var length = ScalarLength(c);
        if (c >= 0 && c != '\'' && Peek(length) == '\'')
        {
            _at += length + 1;
            return TokenKind.Char;
        }
        if (IsNameStart(c))
        {
            _at += c == 'r' && Peek(1) == '#' && IsNameStart(Peek(2)) ? 2 : 0;
            SkipName();
            return TokenKind.Lifetime;
        }
        return TokenKind.Unknown;
    }

    private static int ScalarLength(int lead) => lead switch
    {
        >= 0xF0 => 4,
        >= 0xE0 => 3,
        >= 0xC0 => 2,
        _ => 1,
    };

    private TokenKind Number()
    {
        if (_afterDot)
        {
            // `pair.0.1` is two fields, not the number 0.1.
            SkipDigits(16);
            return TokenKind.Int;
        }
        if (Peek() == '0' && Peek(1) is 'x' or 'o' or 'b')
        {
            _at += 2;
            SkipName();
            return TokenKind.Int;
        }
        SkipDigits(10);
        var kind = TokenKind.Int;
        if (Peek() == '.' && Peek(1) != '.' && !IsNameStart(Peek(1)))
        {
            kind = TokenKind.Float;
            _at++;
            SkipDigits(10);
        }
        if (Peek() is 'e' or 'E' && HasExponent())
        {
            kind = TokenKind.Float;
            _at += Peek(1) is '+' or '-' ? 2 : 1;
            SkipDigits(10);
        }
        if (Peek() == 'f')
        {
            kind = TokenKind.Float;
        }
        SkipName();
        return kind;
    }

    private readonly bool HasExponent()
    {
        var next = Peek(1) is '+' or '-' ? 2 : 1;
        while (Peek(next) == '_')
        {
            next++;
        }
        return Peek(next) is >= '0' and <= '9';
    }

    private void SkipDigits(int radix)
    {
        while (Peek() is (>= '0' and <= '9') or '_' || (radix == 16 && IsNamePart(Peek())))
        {
            _at++;
        }
    }
}
