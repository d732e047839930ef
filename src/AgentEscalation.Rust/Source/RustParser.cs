using System.Runtime.CompilerServices;

namespace AgentEscalation.Rust.Source;

/// <summary>
/// Recursive descent over the significant tokens. Never fails: what it cannot read becomes an <see cref="NodeKind.Error"/> node, and a
/// bracketed group is left as a whole, whatever happened inside. Nothing is read twice, and nesting beyond a bound is not entered.
/// </summary>
internal sealed partial class RustParser
{
    private const int MaxDepth = 150;

    private readonly RustSource _source;
    private int _at;
    private int _limit;
    private int _depth;

    private RustParser(RustSource source)
    {
        _source = source;
        _limit = source.Count;
    }

    public static RustNode Parse(RustSource source)
    {
        var parser = new RustParser(source);
        var file = new RustNode(source, NodeKind.File, 0, source.Count, -1);
        parser.ItemsInto(file);
        return file;
    }

    private string Now => Peek(0);

    private TokenKind NowKind => _at < _limit ? _source.Kind(_at) : TokenKind.Unknown;

    private bool AtEnd => _at >= _limit;

    private string Peek(int ahead) => _at + ahead < _limit ? _source.Text(_at + ahead) : "";

    private TokenKind PeekKind(int ahead) => _at + ahead < _limit ? _source.Kind(_at + ahead) : TokenKind.Unknown;

    private bool Is(string text) => _at < _limit && Peek(0) == text && NowKind is TokenKind.Punct or TokenKind.Ident or TokenKind.Open or TokenKind.Close;

    private bool Take(string text)
    {
        if (!Is(text))
        {
            return false;
        }
        _at++;
        return true;
    }

    private bool IsNameNow => NowKind == TokenKind.RawIdent || (NowKind == TokenKind.Ident && !Keywords.IsReserved(Now));

    /// <summary>Whether this token and the next touch, so that `>` `>` is one operator.</summary>
    private bool Touches(int ahead) => _at + ahead + 1 < _limit && _source.ByteEnd(_at + ahead) == _source.ByteStart(_at + ahead + 1);

    private RustNode Node(NodeKind kind, int first, int name = -1, params ReadOnlySpan<RustNode?> children)
    {
        // A step over a token that should have been there may have left the group.
        _at = Math.Min(_at, Math.Max(first, _limit));
        var node = new RustNode(_source, kind, first, Math.Max(first, _at), name < _at ? name : -1);
        foreach (var child in children)
        {
            node.Adopt(child);
        }
        return node;
    }

    private static RustNode With(RustNode node, List<RustNode?> children)
    {
        foreach (var child in children)
        {
            node.Adopt(child);
        }
        return node;
    }

    /// <summary>Steps over one token, or over a whole bracketed group.</summary>
    private RustNode Skip(NodeKind kind = NodeKind.Error)
    {
        var first = _at;
        var partner = _source.Partner(_at);
        _at = partner > _at && partner < _limit ? partner + 1 : _at + 1;
        return Node(kind, first);
    }

    /// <summary>
    /// Reads inside the bracket at the cursor and leaves behind its closer. An opener without a closer is not entered: it reads as empty.
    /// </summary>
    private void Inside(Action read)
    {
        var close = _source.Partner(_at);
        if (close < 0 || close >= _limit)
        {
            _at++;
            return;
        }
        if (Deeper())
        {
            var outer = _limit;
            _limit = close;
            _at++;
            read();
            _limit = outer;
            _depth--;
        }
        _at = close + 1;
    }

    private bool Deeper()
    {
        if (_depth >= MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }
        _depth++;
        return true;
    }

    private delegate RustNode? Reader();

    /// <summary>A list with separators between the brackets at the cursor; unreadable elements become error nodes.</summary>
    private List<RustNode?> List(Reader read, string separator = ",")
    {
        var found = new List<RustNode?>();
        Inside(() =>
        {
            while (!AtEnd)
            {
                var before = _at;
                found.Add(read());
                if (_at == before && !Is(separator))
                {
                    found.Add(Skip());
                }
                Take(separator);
            }
        });
        return found;
    }
}
