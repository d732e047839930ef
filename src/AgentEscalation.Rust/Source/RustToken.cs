namespace AgentEscalation.Rust.Source;

/// <summary>One token: a kind and a byte range of the file. The tokens of a file touch each other and cover it.</summary>
internal readonly record struct RustToken(TokenKind Kind, int Start, int End)
{
    public int Length => End - Start;
}
