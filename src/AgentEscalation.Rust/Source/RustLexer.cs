namespace AgentEscalation.Rust.Source;

/// <summary>Cuts UTF-8 bytes into tokens that cover every byte. Takes any input and passes over each byte a bounded number of times.</summary>
internal ref partial struct RustLexer
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly List<RustToken> _tokens;
    private int _at;
    private bool _afterDot;

    private RustLexer(ReadOnlySpan<byte> text)
    {
        _text = text;
        _tokens = new List<RustToken>((text.Length / 4) + 4);
    }

    public static List<RustToken> Lex(ReadOnlySpan<byte> text)
    {
        var lexer = new RustLexer(text);
        lexer.Run();
        return lexer._tokens;
    }

    private readonly int Peek(int ahead = 0) => _at + ahead < _text.Length ? _text[_at + ahead] : -1;

    private void Run()
    {
        if (_text.StartsWith("\uFEFF"u8))
        {
            _at = 3;
            _tokens.Add(new RustToken(TokenKind.ByteOrderMark, 0, 3));
        }
        if (StartsWithShebang())
        {
            var start = _at;
            SkipLine();
            _tokens.Add(new RustToken(TokenKind.Shebang, start, _at));
        }
        while (_at < _text.Length)
        {
            var start = _at;
            var kind = Next();
            _tokens.Add(new RustToken(kind, start, _at));
            if (!kind.IsTrivia())
            {
                _afterDot = kind == TokenKind.Punct && _at - start == 1 && _text[start] == '.';
            }
        }
    }

    // `#!` begins a shebang unless an attribute follows; blanks between the two are allowed in an attribute.
    private readonly bool StartsWithShebang()
    {
        if (Peek() != '#' || Peek(1) != '!')
        {
            return false;
        }
        var next = 2;
        while (Peek(next) is ' ' or '\t' or '\r' or '\n')
        {
            next++;
        }
        return Peek(next) != '[';
    }

    private TokenKind Next()
    {
        var c = Peek();
        if (WhitespaceLength() is > 0 and var blank)
        {
            do
            {
                _at += blank;
                blank = WhitespaceLength();
            }
            while (blank > 0);
            return TokenKind.Whitespace;
        }
        if (c == '/' && Peek(1) == '/')
        {
            SkipLine();
            return TokenKind.LineComment;
        }
        if (c == '/' && Peek(1) == '*')
        {
            SkipBlockComment();
            return TokenKind.BlockComment;
        }
        if (IsNameStart(c))
        {
            return NameOrPrefixedLiteral();
        }
        if (c is >= '0' and <= '9')
        {
            return Number();
        }
        switch (c)
        {
            case '"':
                _at++;
                SkipQuoted('"');
                return TokenKind.Str;
            case '\'':
                return CharOrLifetime();
            case '(' or '[' or '{':
                _at++;
                return TokenKind.Open;
            case ')' or ']' or '}':
                _at++;
                return TokenKind.Close;
            default:
                return Punctuation();
        }
    }

    private TokenKind Punctuation()
    {
        var length = PunctuationLength(Peek(), Peek(1), Peek(2));
        _at += Math.Max(1, length);
        return length > 0 ? TokenKind.Punct : TokenKind.Unknown;
    }

    // `<`, `>` and what begins with `>` stay single, since generics close with them; the parser joins what touches.
    private static int PunctuationLength(int a, int b, int c) => (a, b, c) switch
    {
        ('.', '.', '.' or '=') => 3,
        ('.', '.', _) or (':', ':', _) or ('-', '>', _) or ('=', '>', _) or ('=', '=', _) or ('!', '=', _) or ('<', '=', _) => 2,
        ('&', '&', _) or ('|', '|', _) => 2,
        ('+' or '-' or '*' or '/' or '%' or '^' or '&' or '|', '=', _) => 2,
        ('+' or '-' or '*' or '/' or '%' or '^' or '&' or '|' or '.' or ':' or '=' or '!' or '<' or '>', _, _) => 1,
        (',' or ';' or '#' or '$' or '?' or '@' or '~', _, _) => 1,
        _ => 0,
    };

    private readonly int WhitespaceLength()
    {
        var c = Peek();
        return c switch
        {
            ' ' or '\t' or '\n' or '\r' or 0x0B or 0x0C => 1,
            0xC2 when Peek(1) == 0x85 => 2,
            0xE2 when Peek(1) == 0x80 && Peek(2) is 0x8E or 0x8F or 0xA8 or 0xA9 => 3,
            _ => 0,
        };
    }

    private void SkipLine()
    {
        var rest = _text[_at..].IndexOf((byte)'\n');
        _at = rest < 0 ? _text.Length : _at + rest;
    }

    private void SkipBlockComment()
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            if (Peek() == '/' && Peek(1) == '*')
            {
                depth++;
                _at += 2;
            }
            else if (Peek() == '*' && Peek(1) == '/')
            {
                depth--;
                _at += 2;
                if (depth == 0)
                {
                    return;
                }
            }
            else
            {
                _at++;
            }
        }
    }

    private static bool IsNameStart(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' or >= 0x80;

    private static bool IsNamePart(int c) => IsNameStart(c) || c is >= '0' and <= '9';
}
