namespace AgentEscalation.Agents.Reading;

/// <summary>Takes the rows of a pipe table apart.</summary>
internal static class TableCells
{
    /// <summary>Whether a line is the row of dashes below a table's head.</summary>
    public static bool IsDelimiter(ReadOnlySpan<char> line)
    {
        var (dash, pipe) = (false, false);
        foreach (var c in line)
        {
            dash |= c == '-';
            pipe |= c == '|';
            if (c is not ('-' or '|' or ':') && !char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return dash && pipe;
    }

    /// <summary>The cells of a row; an escaped pipe belongs to its cell.</summary>
    public static List<TextPiece> Split(TextPiece row)
    {
        var cells = new List<TextPiece>();
        var start = row.Length > 0 && row[0] == '|' ? 1 : 0;
        for (var i = start; i <= row.Length; i++)
        {
            if (i < row.Length && row[i] == '\\')
            {
                i++;
            }
            else if (i == row.Length || row[i] == '|')
            {
                cells.Add(row.Slice(start, i - start).Trim());
                start = i + 1;
            }
        }

        if (start <= row.Length && start > 0 && row.Length > 0 && row[^1] == '\\')
        {
            cells.Add(row.Slice(Math.Min(start, row.Length)).Trim());
        }

        // The pipe at the end closes the last cell, it does not begin another one.
        if (cells.Count > 1 && cells[^1].IsEmpty && row[row.Length - 1] == '|')
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return cells;
    }

    public static string Unescape(TextPiece cell) => Markup.Clean(cell).Replace("\\|", "|", StringComparison.Ordinal);
}
