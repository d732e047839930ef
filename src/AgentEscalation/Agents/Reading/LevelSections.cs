namespace AgentEscalation.Agents.Reading;

/// <summary>A level's heading and the lines that belong to it.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="First">Index of the first line below it.</param>
/// <param name="End">Index behind its last line.</param>
internal sealed record LevelSection(LevelHeading Heading, int First, int End);

/// <summary>Finds the ladder in a body: the levels below a heading that speaks of escalation, else the first run of level headings.</summary>
internal static class LevelSections
{
    public static (List<LevelSection> Levels, int First, int End) Find(List<BodyLine> lines)
    {
        var headings = new LevelHeading?[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            headings[i] = LevelHeading.Read(lines[i]);
        }

        var (start, sectionRank) = FindStart(lines, headings);
        if (start < 0)
        {
            return ([], 0, 0);
        }

        var levels = new List<LevelSection>();
        var (open, levelRank) = (-1, 0);
        var begin = SectionBegin(lines, start, sectionRank);
        var end = start;
        for (; end <= lines.Count; end++)
        {
            var level = end < lines.Count ? headings[end] : null;
            var rank = end < lines.Count && level is null && lines[end].Kind == BodyLineKind.Heading ? lines[end].Rank : 0;
            var ends = end == lines.Count || (rank > 0 && EndsRun(rank, sectionRank, levelRank));
            var closes = open >= 0 && (ends || level is not null || (rank > 0 && rank <= levelRank));
            if (closes)
            {
                levels.Add(new(headings[open]!, open + 1, end));
                open = -1;
            }

            if (level is not null)
            {
                (open, levelRank) = (end, level.Rank);
            }
            else if (ends)
            {
                break;
            }
        }

        return (levels, begin, Math.Min(end, lines.Count));
    }

    private static bool EndsRun(int rank, int sectionRank, int levelRank) =>
        rank <= sectionRank || (levelRank == LevelHeading.BoldRank ? sectionRank == 0 : rank < levelRank);

    /// <summary>The first level heading inside a section about escalation, with that section's rank; else the first one at all, with rank 0.</summary>
    private static (int Start, int SectionRank) FindStart(List<BodyLine> lines, LevelHeading?[] headings)
    {
        var section = 0;
        var first = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (headings[i] is not null)
            {
                if (section > 0)
                {
                    return (i, section);
                }

                first = first < 0 ? i : first;
            }
            else if (lines[i].Kind == BodyLineKind.Heading)
            {
                var rank = lines[i].Rank;
                if (lines[i].Content.Span.Contains("escalation", StringComparison.OrdinalIgnoreCase))
                {
                    section = rank;
                }
                else if (rank <= section)
                {
                    section = 0;
                }
            }
        }

        return (first, 0);
    }

    private static int SectionBegin(List<BodyLine> lines, int start, int sectionRank)
    {
        var begin = start;
        while (begin > 0 && !(lines[begin].Kind == BodyLineKind.Heading && lines[begin].Rank <= Math.Max(1, sectionRank)))
        {
            begin--;
        }

        return begin;
    }
}
