namespace AgentEscalation.Agents.Reading;

/// <summary>Reads the recovery tables and lists that stand outside the ladder. Columns are known by what their heads say, else by their
/// order: the error, what to do at level 1, what to ask for at level 2.</summary>
internal sealed class ErrorTables(SourceText source, DiagnosticSink sink)
{
    private const int Name = 0;
    private const int Recovery = 1;
    private const int Ask = 2;
    private const int Codes = 3;

    private readonly bool[] _isAboutErrors = new bool[7];
    private readonly List<ProtocolError> _errors = [];

    /// <summary>Reads the whole body; lists are left out between two line indexes, where the ladder's own reader has been.</summary>
    public List<ProtocolError> Read(List<BodyLine> lines, int ladderFirst, int ladderEnd)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.Kind == BodyLineKind.Heading)
            {
                _isAboutErrors[line.Rank] = Label.NamesErrors(line.Content.Span);
                Array.Clear(_isAboutErrors, line.Rank + 1, 6 - line.Rank);
            }
            else if (line.Kind == BodyLineKind.Table)
            {
                var end = i;
                while (end < lines.Count && lines[end].Kind == BodyLineKind.Table)
                {
                    end++;
                }

                ReadTable(lines.GetRange(i, end - i));
                i = end - 1;
            }
            else if (line.Kind == BodyLineKind.Item && (i < ladderFirst || i >= ladderEnd) && IsAboutErrors && ErrorLists.HasArrow(line.Content)
                && ErrorLists.Read(line.Content, source, sink) is { } error)
            {
                _errors.Add(error);
            }
        }

        return _errors;
    }

    private bool IsAboutErrors => Array.IndexOf(_isAboutErrors, true) >= 0;

    private void ReadTable(List<BodyLine> rows)
    {
        var heads = TableCells.Split(rows[0].Content).ConvertAll(c => TableCells.Unescape(c).ToLowerInvariant());
        if (rows.Count < 2 || heads.Count < 2 || Roles(heads) is not { } roles)
        {
            return;
        }

        foreach (var row in rows.Skip(2))
        {
            var cells = TableCells.Split(row.Content);
            var position = source.PositionAt(row.Content.Start);
            string? Cell(int role) =>
                roles[role] >= 0 && roles[role] < cells.Count && TableCells.Unescape(cells[roles[role]]) is { Length: > 0 } text ? text : null;
            var name = Cell(Name) is { } first ? Markup.SkipSigns(new TextPiece(first, 0, first.Length)).ToString() : "";
            if (cells.Count != heads.Count)
            {
                sink.Add("AE0601", position, $"This row has {cells.Count} cells and the head of the table has {heads.Count}");
            }
            else if (name.Length == 0 || Cell(Recovery) is null)
            {
                sink.Add("AE0601", position, name.Length == 0 ? "This row names no error" : $"The error {DiagnosticSink.Quote(name)} has no recovery");
            }

            if (name.Length > 0)
            {
                _errors.Add(new()
                {
                    Name = name,
                    Source = ErrorSource.Table,
                    Position = position,
                    Recovery = Cell(Recovery),
                    Ask = Cell(Ask),
                    Codes = Cell(Codes) is { } codes ? [.. codes.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries)] : [],
                });
            }
        }
    }

    /// <summary>The column of each role, -1 for none; null when the table is about something else.</summary>
    private int[]? Roles(List<string> heads)
    {
        int[] roles = [-1, -1, -1, -1];
        for (var i = 0; i < heads.Count; i++)
        {
            if (RoleOf(heads[i]) is { } role && roles[role] < 0)
            {
                roles[role] = i;
            }
        }

        var byHead = roles[Recovery] >= 0 && (roles[Name] >= 0 || roles[Ask] >= 0);
        if (!byHead && !(IsAboutErrors && heads.Count <= 4))
        {
            return null;
        }

        foreach (var role in (ReadOnlySpan<int>)[Name, Recovery, Ask])
        {
            if (roles[role] < 0)
            {
                roles[role] = Enumerable.Range(0, heads.Count).FirstOrDefault(i => Array.IndexOf(roles, i) < 0, -1);
            }
        }

        return roles;
    }

    private static int? RoleOf(string head) => head switch
    {
        "code" or "codes" or "error code" or "error codes" => Codes,
        _ when ContainsAny(head, "level 2", "fails", "escalat", "ask ", "coordinator", "consult") => Ask,
        _ when ContainsAny(head, "level 1", "solution", "recover", "remedy", "fix", "resolution", "first aid", "what to do") => Recovery,
        _ when Label.NamesErrors(head) || ContainsAny(head, "symptom") => Name,
        _ => null,
    };

    private static bool ContainsAny(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
