namespace AgentEscalation.Agents.Reading;

internal enum YamlKind
{
    Scalar,
    List,
    Map,
}

/// <summary>A node of the frontmatter. A tree of our own, because the parser's own model overflows the stack on deep input.</summary>
internal sealed class YamlNode(YamlKind kind, SourcePosition position, int start)
{
    public YamlKind Kind { get; } = kind;

    public SourcePosition Position { get; } = position;

    /// <summary>Offset in the parsed text.</summary>
    public int Start { get; } = start;

    public int End { get; set; } = start;

    /// <summary>The text of a scalar.</summary>
    public string Text { get; init; } = "";

    /// <summary>A scalar without quotes and not a block scalar: only such a one can be a number, a bool or null.</summary>
    public bool IsPlain { get; init; }

    public bool IsFlow { get; init; }

    public List<YamlNode> Items { get; } = [];

    public List<(YamlNode Key, YamlNode Value)> Entries { get; } = [];

    public bool IsNull => Kind == YamlKind.Scalar && IsPlain && Text is "" or "~" or "null" or "Null" or "NULL";

    public bool IsText => Kind == YamlKind.Scalar;

    public YamlNode? this[string key]
    {
        get
        {
            foreach (var (k, v) in Entries)
            {
                if (k.Kind == YamlKind.Scalar && string.Equals(k.Text, key, StringComparison.Ordinal))
                {
                    return v;
                }
            }

            return null;
        }
    }
}
