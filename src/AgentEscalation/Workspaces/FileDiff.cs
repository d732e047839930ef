using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace AgentEscalation.Workspaces;

/// <summary>One file of a unified diff in git's form.</summary>
internal sealed class FileDiff
{
    private const int Context = 3;
    private readonly PatchFile _file;
    private readonly bool _isText;
    private readonly List<string> _before;
    private readonly List<string> _after;
    private readonly bool[] _removed;
    private readonly bool[] _added;

    public FileDiff(PatchFile file)
    {
        _file = file;
        _isText = IsText(file.OldContent) && IsText(file.NewContent);
        _before = _isText ? Lines(file.OldContent) : [];
        _after = _isText ? Lines(file.NewContent) : [];
        (_removed, _added) = LineDiff.Compare(_before, _after);
        Removed = _removed.Count(r => r);
        Added = _added.Count(a => a);
    }

    public int Added { get; }

    public int Removed { get; }

    public override string ToString()
    {
        var text = new StringBuilder();
        var (a, b) = (Quoted("a/" + _file.Path), Quoted("b/" + _file.Path));
        text.Append("diff --git ").Append(a).Append(' ').Append(b).Append('\n');
        if (_file.OldDigest is null)
        {
            text.Append("new file mode ").Append(FileModes.IsExecutable(_file.Mode) ? "100755" : "100644").Append('\n');
        }
        else if (_file.NewDigest is null)
        {
            text.Append("deleted file mode ").Append(FileModes.IsExecutable(_file.Mode) ? "100755" : "100644").Append('\n');
        }

        if (!_isText)
        {
            return text.Append(GitBinaryPatch.Of(_file.OldContent, _file.NewContent)).ToString();
        }

        if (Added + Removed > 0)
        {
            text.Append("--- ").Append(_file.OldDigest is null ? "/dev/null" : Ended(a)).Append('\n');
            text.Append("+++ ").Append(_file.NewDigest is null ? "/dev/null" : Ended(b)).Append('\n');
            AppendHunks(text);
        }

        return text.ToString();
    }

    private void AppendHunks(StringBuilder text)
    {
        int i = 0, j = 0;
        while (true)
        {
            // Up to the next difference both sides go in step.
            while (i < _before.Count && j < _after.Count && !_removed[i] && !_added[j])
            {
                i++;
                j++;
            }

            if (i == _before.Count && j == _after.Count)
            {
                return;
            }

            var lead = Math.Min(Context, Math.Min(i, j));
            var hunk = new StringBuilder();
            int startBefore = i - lead, startAfter = j - lead;
            for (var k = startBefore; k < i; k++)
            {
                AppendLine(hunk, ' ', _before[k]);
            }

            AppendChanges(hunk, ref i, ref j);
            text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(startBefore, i)} +{Range(startAfter, j)} @@\n").Append(hunk);
        }
    }

    /// <summary>Changes with at most twice the context between them, and the context behind them.</summary>
    private void AppendChanges(StringBuilder hunk, ref int i, ref int j)
    {
        while (true)
        {
            while (i < _before.Count && _removed[i])
            {
                AppendLine(hunk, '-', _before[i++]);
            }

            while (j < _after.Count && _added[j])
            {
                AppendLine(hunk, '+', _after[j++]);
            }

            var same = 0;
            while (i + same < _before.Count && j + same < _after.Count && !_removed[i + same] && !_added[j + same])
            {
                same++;
            }

            var isLast = i + same == _before.Count && j + same == _after.Count;
            var ends = isLast || same > 2 * Context;
            for (var k = 0; k < (ends ? Math.Min(same, Context) : same); k++)
            {
                AppendLine(hunk, ' ', _before[i++]);
                j++;
            }

            if (ends)
            {
                return;
            }
        }
    }

    private static string Range(int start, int end) => (end - start) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"{start},0"),
        1 => string.Create(CultureInfo.InvariantCulture, $"{start + 1}"),
        var n => string.Create(CultureInfo.InvariantCulture, $"{start + 1},{n}"),
    };

    private static void AppendLine(StringBuilder text, char sign, string line)
    {
        text.Append(sign).Append(line);
        if (!line.EndsWith('\n'))
        {
            text.Append("\n\\ No newline at end of file\n");
        }
    }

    private static bool IsText(ReadOnlyMemory<byte>? content) =>
        content is not { } c || (Utf8.IsValid(c.Span) && !c.Span.Contains((byte)0));

    private static List<string> Lines(ReadOnlyMemory<byte>? content)
    {
        var text = content is { } c ? Encoding.UTF8.GetString(c.Span) : "";
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) + 1;
            end = end == 0 ? text.Length : end;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>A name with a space ends in a tab, or patch would cut it.</summary>
    private static string Ended(string name) => name.Contains(' ', StringComparison.Ordinal) && name[0] != '"' ? name + '\t' : name;

    private static string Quoted(string path)
    {
        if (!path.AsSpan().ContainsAny('"', '\\') && !path.AsSpan().ContainsAnyInRange('\0', '\x1F') && !path.Contains('\x7F', StringComparison.Ordinal))
        {
            return path;
        }

        var text = new StringBuilder("\"");
        foreach (var b in Encoding.UTF8.GetBytes(path))
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                text.Append('\\').Append((char)b);
            }
            else if (b is < 0x20 or >= 0x7F)
            {
                text.Append('\\').Append(Convert.ToString(b, 8).PadLeft(3, '0'));
            }
            else
            {
                text.Append((char)b);
            }
        }

        return text.Append('"').ToString();
    }
}
