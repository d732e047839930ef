namespace AgentEscalation.Rust.Source;

/// <summary>What a piece of Rust source is. The kinds up to <see cref="BlockComment"/> are trivia.</summary>
internal enum TokenKind : byte
{
    ByteOrderMark,
    Shebang,
    Whitespace,
    LineComment,
    BlockComment,
    Ident,
    RawIdent,
    Lifetime,
    Int,
    Float,
    Char,
    Byte,
    Str,
    RawStr,
    ByteStr,
    RawByteStr,
    CStr,
    RawCStr,
    Punct,
    Open,
    Close,
    Unknown,
}

internal static class TokenKinds
{
    public static bool IsTrivia(this TokenKind kind) => kind <= TokenKind.BlockComment;

    public static bool IsName(this TokenKind kind) => kind is TokenKind.Ident or TokenKind.RawIdent;

    public static bool IsLiteral(this TokenKind kind) => kind is >= TokenKind.Int and <= TokenKind.RawCStr;

    public static bool IsString(this TokenKind kind) => kind is >= TokenKind.Str and <= TokenKind.RawCStr;
}
