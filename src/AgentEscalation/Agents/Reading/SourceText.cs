using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace AgentEscalation.Agents.Reading;

/// <summary>A decoded file with its line table. CRLF, LF and CR end a line.</summary>
internal sealed class SourceText
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    private readonly List<int> _starts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (var i = 0; i < text.Length;)
        {
            var next = text.AsSpan(i).IndexOfAny(LineEnds);
            if (next < 0)
            {
                break;
            }

            i += next + 1;
            if (text[i - 1] == '\r' && i < text.Length && text[i] == '\n')
            {
                i++;
            }

            _starts.Add(i);
        }
    }

    public string Text { get; }

    public int LineCount => _starts.Count;

    public static int FirstInvalidByte(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return -1;
        }

        var offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed) == OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }

    public int LineStart(int line) => _starts[line];

    /// <summary>A line without its end, by index from 0.</summary>
    public TextPiece Line(int line)
    {
        var start = _starts[line];
        var end = line + 1 < _starts.Count ? _starts[line + 1] : Text.Length;
        while (end > start && Text[end - 1] is '\r' or '\n' && end > start)
        {
            end--;
        }

        return new(Text, start, end - start);
    }

    public SourcePosition PositionAt(int offset)
    {
        var index = _starts.BinarySearch(offset);
        var line = index >= 0 ? index : ~index - 1;
        return new(line + 1, offset - _starts[line] + 1);
    }
}
