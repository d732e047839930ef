namespace AgentEscalation.Agents.Reading;

/// <summary>A label and what belongs to it; without a label, the text of a level before its first one.</summary>
internal sealed class LabelBlock(Label? label)
{
    public Label? Label { get; } = label;

    /// <summary>The text on the label's own line, continuation lines included.</summary>
    public TextPiece Inline { get; private set; } = label?.Content ?? default;

    /// <summary>Items, texts and code below it, continuation lines joined.</summary>
    public List<BodyLine> Lines { get; } = [];

    public LabelKind Kind => Label?.Kind ?? LabelKind.Unknown;

    public bool HasContent => !Inline.IsEmpty || Lines.Count > 0;

    public IEnumerable<TextPiece> Items => Lines.Where(l => l.Kind == BodyLineKind.Item).Select(l => l.Content);

    /// <summary>What a label says, in any of the ways of writing it: behind the label, as entries, or in a paragraph below.</summary>
    public IEnumerable<TextPiece> Contents =>
        !Inline.IsEmpty ? Items.Prepend(Inline)
        : Items.Any() ? Items
        : Lines.Where(l => l.Kind == BodyLineKind.Text).Select(l => l.Content);

    /// <summary>Takes the lines of a level apart into blocks.</summary>
    public static List<LabelBlock> Split(List<BodyLine> lines, int first, int end)
    {
        var blocks = new List<LabelBlock> { new(null) };
        var continues = false;
        for (var i = first; i < end; i++)
        {
            var (line, block) = (lines[i], blocks[^1]);
            switch (line.Kind)
            {
                case BodyLineKind.Blank or BodyLineKind.Rule or BodyLineKind.Heading or BodyLineKind.Comment:
                    continues = false;
                    continue;
                case BodyLineKind.Fence or BodyLineKind.Code or BodyLineKind.Table:
                    block.Lines.Add(line);
                    continues = false;
                    continue;
            }

            var label = block.IsTemplateLine(line) ? null : Label.Read(line.Content);
            var isEntry = line.Kind == BodyLineKind.Item && block.AwaitsItems && label is { Kind: LabelKind.Unknown, IsHeadline: false };
            if (label is not null && !isEntry)
            {
                blocks.Add(new(label));
            }
            else if (continues && line.Kind == BodyLineKind.Text && block.Kind != LabelKind.Include)
            {
                block.Continue(line.Content);
            }
            else
            {
                block.Lines.Add(line);
            }

            continues = true;
        }

        return blocks;
    }

    private bool AwaitsItems => Label is not null && Inline.IsEmpty;

    /// <summary>A line of a report template that lost its fence: it may begin like a label.</summary>
    private bool IsTemplateLine(BodyLine line)
    {
        var colon = line.Content.Span.IndexOf(':');
        return Kind == LabelKind.Include && colon > 0 && line.Content[0] is not ('*' or '_')
            && line.Content.Slice(colon + 1).Trim() is { IsEmpty: false } hint && hint[0] is '[' or '<' or '{';
    }

    private void Continue(TextPiece text)
    {
        if (Lines.Count > 0)
        {
            var last = Lines[^1];
            Lines[^1] = last with { Content = last.Content.Slice(0, 0).UpTo(text.End) };
        }
        else
        {
            Inline = Inline.IsEmpty ? text : Inline.UpTo(text.End);
        }
    }
}
