using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AgentEscalation.Agents.Reading;

/// <summary>Pulls parser events into <see cref="YamlNode"/>s and stops at the depth limit, before the parser's cost per open bracket
/// can grow with the square of the input.</summary>
internal static class YamlTreeReader
{
    public const int MaxDepth = 16;

    /// <summary>Parses frontmatter text.</summary>
    /// <param name="yaml">The text between the two marker lines.</param>
    /// <param name="lineOffset">Lines of the file before it.</param>
    /// <param name="root">The root; null for an empty document.</param>
    /// <returns>Null, or why it failed.</returns>
    public static YamlFailure? Read(string yaml, int lineOffset, out YamlNode? root)
    {
        root = null;
        var parser = new Parser(new StringReader(yaml));
        try
        {
            return ReadEvents(parser, lineOffset, ref root);
        }
        catch (YamlException e)
        {
            var message = e.Message.TrimEnd('.');
            return new("AE0105", TabPosition(yaml, e, lineOffset) ?? At(e.Start, lineOffset), message);
        }
        catch (Exception e)
        {
            // The parser is known to leak InvalidOperationException and index errors on broken input; to us all of them mean the same.
            var mark = parser.Current?.Start ?? Mark.Empty;
            return new("AE0105", At(mark, lineOffset), "The parser gave up here: " + e.Message.TrimEnd('.'));
        }
    }

    private static YamlFailure? ReadEvents(Parser parser, int lineOffset, ref YamlNode? root)
    {
        var open = new Stack<(YamlNode Node, YamlNode? Key)>();
        var documents = 0;
        YamlFailure? alias = null;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            var position = At(current.Start, lineOffset);
            if (current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            {
                // Read on: when this is no YAML at all, it was literal text and not an alias.
                alias ??= new("AE0108", position, "Anchors and aliases are not allowed in the frontmatter");
            }

            if (current is DocumentStart && ++documents > 1)
            {
                return new("AE0105", position, "There is a second document in the frontmatter");
            }

            switch (current)
            {
                case AnchorAlias:
                    Attach(open, ref root, new(YamlKind.Scalar, position, (int)current.Start.Index) { IsPlain = true });
                    break;
                case Scalar { Tag.IsEmpty: false } tagged when tagged.Tag.ToString() is ['!', ..]:
                    return new("AE0105", position, $"The tag {tagged.Tag} is not allowed");
                case Scalar scalar:
                    Attach(open, ref root, new(YamlKind.Scalar, position, (int)scalar.Start.Index)
                    {
                        Text = scalar.Value,
                        IsPlain = scalar.Style == ScalarStyle.Plain,
                        End = (int)scalar.End.Index,
                    });
                    break;
                case SequenceStart or MappingStart:
                    if (open.Count == MaxDepth)
                    {
                        return new("AE0108", position, $"The frontmatter is nested deeper than {MaxDepth}");
                    }

                    var kind = current is SequenceStart ? YamlKind.List : YamlKind.Map;
                    var flow = current is SequenceStart { Style: SequenceStyle.Flow } or MappingStart { Style: MappingStyle.Flow };
                    var node = new YamlNode(kind, position, (int)current.Start.Index) { IsFlow = flow };
                    Attach(open, ref root, node);
                    open.Push((node, null));
                    break;
                case SequenceEnd or MappingEnd:
                    open.Pop().Node.End = (int)current.End.Index;
                    break;
            }
        }

        return alias;
    }

    private static void Attach(Stack<(YamlNode Node, YamlNode? Key)> open, ref YamlNode? root, YamlNode node)
    {
        if (open.Count == 0)
        {
            root ??= node;
            return;
        }

        var (parent, key) = open.Pop();
        if (parent.Kind == YamlKind.List)
        {
            parent.Items.Add(node);
        }
        else if (key is null)
        {
            key = node;
        }
        else
        {
            parent.Entries.Add((key, node));
            key = null;
        }

        open.Push((parent, key));
    }

    private static SourcePosition At(Mark mark, int lineOffset) => new((int)mark.Line + lineOffset, Math.Max(1, (int)mark.Column));

    /// <summary>The parser reports an indenting tab at the start of the value before it; people look for the tab.</summary>
    private static SourcePosition? TabPosition(string yaml, YamlException e, int lineOffset)
    {
        var text = new SourceText(yaml);
        for (var i = Math.Clamp((int)e.Start.Line - 1, 0, text.LineCount); i < text.LineCount; i++)
        {
            var line = text.Line(i).Span;
            var blank = line[..^line.TrimStart().Length];
            if (!line.IsWhiteSpace() && blank.IndexOf('\t') is >= 0 and var tab)
            {
                return e.Message.Contains("tab", StringComparison.OrdinalIgnoreCase) || i <= e.Start.Line
                    ? new SourcePosition(i + 1 + lineOffset, tab + 1)
                    : null;
            }
        }

        return null;
    }
}
