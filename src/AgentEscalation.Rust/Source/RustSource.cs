using System.Text;

namespace AgentEscalation.Rust.Source;

/// <summary>
/// A Rust file read without loss: every byte belongs to a token, and the tree is a view on the tokens that are not trivia.
/// Offsets are those of rustc: bytes of the raw file, mark and line ends included. Immutable once read; safe to share.
/// </summary>
internal sealed class RustSource
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly RustToken[] _significant;
    private readonly string?[] _texts;
    private readonly int[] _partner;

    private RustSource(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        AllTokens = RustLexer.Lex(bytes.Span);
        _significant = [.. AllTokens.Where(token => !token.Kind.IsTrivia())];
        _texts = new string?[_significant.Length];
        _partner = DelimiterMap.Pair(_significant, bytes.Span);
        Root = RustParser.Parse(this);
    }

    public static RustSource Read(ReadOnlyMemory<byte> bytes) => new(bytes);

    public static RustSource Read(string text) => new(Encoding.UTF8.GetBytes(text));

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    public int Length => _bytes.Length;

    /// <summary>All tokens, trivia included; together they are the file.</summary>
    public IReadOnlyList<RustToken> AllTokens { get; }

    /// <summary>The number of tokens that are not trivia; nodes and token indexes count these.</summary>
    public int Count => _significant.Length;

    public RustNode Root { get; }

    public TokenKind Kind(int token) => (uint)token < (uint)_significant.Length ? _significant[token].Kind : TokenKind.Unknown;

    public int ByteStart(int token) => token < _significant.Length ? _significant[token].Start : _bytes.Length;

    public int ByteEnd(int token) => token < _significant.Length ? _significant[token].End : _bytes.Length;

    /// <summary>The index of the matching bracket, -1 when there is none.</summary>
    public int Partner(int token) => (uint)token < (uint)_partner.Length ? _partner[token] : -1;

    public string Text(int token)
    {
        if ((uint)token >= (uint)_significant.Length)
        {
            return "";
        }
        // Two threads may both decode a token; the results are equal.
        return _texts[token] ??= Decode(_significant[token]);
    }

    public bool Is(int token, string text) => Text(token) == text;

    public string Slice(int byteStart, int byteEnd)
    {
        byteStart = Math.Clamp(byteStart, 0, _bytes.Length);
        return Encoding.UTF8.GetString(_bytes.Span[byteStart..Math.Clamp(byteEnd, byteStart, _bytes.Length)]);
    }

    public override string ToString() => Slice(0, _bytes.Length);

    /// <summary>The index of the first significant token that ends after a byte; <see cref="Count"/> when none does.</summary>
    public int TokenAt(int offset)
    {
        var (low, high) = (0, _significant.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_significant[middle].End <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /// <summary>The smallest node that covers a byte range; among nodes of one range the innermost.</summary>
    public RustNode NodeAt(int byteStart, int byteEnd)
    {
        var node = Root;
        while (true)
        {
            RustNode? inner = null;
            foreach (var child in node.Children)
            {
                if (child.ByteStart <= byteStart && byteEnd <= child.ByteEnd && child.End > child.First)
                {
                    inner = child;
                    break;
                }
            }
            if (inner is null)
            {
                return node;
            }
            node = inner;
        }
    }

    /// <summary>The outermost expression with exactly this byte range, if there is one.</summary>
    public RustNode? ExpressionAt(int byteStart, int byteEnd)
    {
        var node = NodeAt(byteStart, byteEnd);
        RustNode? found = null;
        while (node is not null && node.ByteStart == byteStart && node.ByteEnd == byteEnd)
        {
            if (node.Kind.IsExpression())
            {
                found = node;
            }
            node = node.Parent;
        }
        return found;
    }

    public int LineStart(int offset)
    {
        offset = Math.Clamp(offset, 0, _bytes.Length);
        return _bytes.Span[..offset].LastIndexOf((byte)'\n') + 1;
    }

    /// <summary>1-based.</summary>
    public int Line(int offset) => _bytes.Span[..Math.Clamp(offset, 0, _bytes.Length)].Count((byte)'\n') + 1;

    /// <summary>The blanks at the start of the line of an offset.</summary>
    public string Indent(int offset)
    {
        var start = LineStart(offset);
        var end = start;
        while (end < _bytes.Length && _bytes.Span[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }
        return Slice(start, end);
    }

    /// <summary>The line end that the file uses.</summary>
    public string NewLine => _bytes.Span.IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";

    private string Decode(RustToken token)
    {
        var bytes = _bytes.Span[token.Start..token.End];
        return Encoding.UTF8.GetString(bytes);
    }
}
