using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>What a set of edits makes of one file.</summary>
internal static class EditPlan
{
    /// <summary>The file's content after its edits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">Its content before; null when it does not exist.</param>
    /// <param name="edits">All edits of the set that are for this file.</param>
    /// <param name="maxBytes">The most bytes it may have.</param>
    /// <param name="refusal">Why it cannot be done; null when it can.</param>
    /// <returns>The content after; null when the file is to be deleted or the edits are refused.</returns>
    public static byte[]? Apply(string path, byte[]? content, IReadOnlyList<FileEdit> edits, int maxBytes, out EditRefusal? refusal)
    {
        refusal = null;
        byte[]? after;
        if (edits.Count > 1 && edits.Any(e => e is FileEdit.Write or FileEdit.Delete))
        {
            refusal = new(path, EditRefusalReason.Range, $"'{path}' is written or deleted as a whole and edited by other edits of the same set.");
            return null;
        }

        if (edits[0] is FileEdit.Write write)
        {
            after = Encoding.UTF8.GetBytes(write.Text);
        }
        else if (content is null)
        {
            refusal = new(path, EditRefusalReason.Missing, $"The file '{path}' does not exist.");
            return null;
        }
        else if (edits[0] is FileEdit.Delete)
        {
            return null;
        }
        else
        {
            after = Replaced(path, content, edits, out refusal);
        }

        if (after?.Length > maxBytes)
        {
            refusal = new(path, EditRefusalReason.TooLarge, $"'{path}' would have {after.Length} bytes; the most is {maxBytes}.");
        }

        return refusal is null ? after : null;
    }

    private static byte[]? Replaced(string path, byte[] content, IReadOnlyList<FileEdit> edits, out EditRefusal? refusal)
    {
        refusal = null;
        var ranges = new List<(int Start, int End, byte[] Text)>(edits.Count);
        foreach (var edit in edits)
        {
            var range = edit switch
            {
                FileEdit.Exchange exchange => Find(path, content, exchange, out refusal),
                FileEdit.Replace replace => Check(path, content, replace, out refusal),
                _ => throw new InvalidOperationException($"An edit of the kind {edit.GetType().Name} replaces nothing."),
            };
            if (refusal is not null)
            {
                return null;
            }

            ranges.Add(range);
        }

        // Stable, so that insertions at one place keep their order.
        ranges = [.. ranges.OrderBy(r => r.Start).ThenBy(r => r.End)];
        var after = new MemoryStream(content.Length + ranges.Sum(r => r.Text.Length));
        var done = 0;
        foreach (var (start, end, text) in ranges)
        {
            if (start < done)
            {
                refusal = new(path, EditRefusalReason.Range, $"Two edits of '{path}' overlap at byte {start}.");
                return null;
            }

            after.Write(content.AsSpan(done, start - done));
            after.Write(text);
            done = end;
        }

        after.Write(content.AsSpan(done));
        return after.ToArray();
    }

    private static (int Start, int End, byte[] Text) Find(string path, byte[] content, FileEdit.Exchange edit, out EditRefusal? refusal)
    {
        refusal = null;
        var old = Encoding.UTF8.GetBytes(edit.Old);
        var at = old.Length == 0 ? -1 : content.AsSpan().IndexOf(old);
        if (at < 0)
        {
            refusal = new(path, EditRefusalReason.Text, $"The text to be exchanged does not occur in '{path}'.");
        }
        else if (content.AsSpan(at + 1).IndexOf(old) >= 0)
        {
            refusal = new(path, EditRefusalReason.Text, $"The text to be exchanged occurs more than once in '{path}'; give more of what is around it.");
        }

        return (at, at + old.Length, Encoding.UTF8.GetBytes(edit.New));
    }

    private static (int Start, int End, byte[] Text) Check(string path, byte[] content, FileEdit.Replace edit, out EditRefusal? refusal)
    {
        refusal = null;
        if (edit.Start < 0 || edit.End < edit.Start || edit.End > content.Length)
        {
            refusal = new(path, EditRefusalReason.Range, $"Bytes {edit.Start} to {edit.End} are no range of '{path}', which has {content.Length} bytes.");
        }
        else if (System.Text.Unicode.Utf8.IsValid(content) && (CutsCharacter(content, edit.Start) || CutsCharacter(content, edit.End)))
        {
            refusal = new(path, EditRefusalReason.Range, $"Bytes {edit.Start} to {edit.End} of '{path}' begin or end inside a character.");
        }

        return (edit.Start, edit.End, Encoding.UTF8.GetBytes(edit.Text));
    }

    private static bool CutsCharacter(byte[] content, int at) => at < content.Length && (content[at] & 0xC0) == 0x80;
}
