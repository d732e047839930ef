using System.Collections.Immutable;

namespace AgentEscalation.Agents.Reading;

/// <summary>Reads the protocol that the body describes in words.</summary>
internal sealed class ProseReader(SourceText source, List<BodyLine> lines, DiagnosticSink sink)
{
    private static readonly string[] NumberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    /// <summary>Reads it.</summary>
    /// <returns>The protocol with its levels as found; null when the body has neither a level nor a recovery table.</returns>
    public EscalationProtocol? Read()
    {
        var (sections, first, end) = LevelSections.Find(lines);
        var levels = ImmutableArray.CreateBuilder<ProtocolLevel>(sections.Count);
        var errors = new List<ProtocolError>();
        foreach (var section in sections)
        {
            var prose = new LevelProse(source, sink, section);
            levels.Add(prose.Read(lines));
            errors.AddRange(prose.Errors);
        }

        if (sections.Count > 0)
        {
            CheckCount(first, sections[0].First, sections.Select(s => s.Heading.Number).Distinct().Count());
        }

        errors.AddRange(new ErrorTables(source, sink).Read(lines, first, end));
        errors.Sort((a, b) => (a.Position.Line, a.Position.Column).CompareTo((b.Position.Line, b.Position.Column)));
        return levels.Count == 0 && errors.Count == 0 ? null : new() { Levels = levels.ToImmutable(), Errors = [.. errors] };
    }

    /// <summary>"You are part of a 4-level error escalation system": the text may say how many levels there are.</summary>
    private void CheckCount(int from, int to, int count)
    {
        for (var i = from; i < to; i++)
        {
            var content = lines[i].Content;
            if (lines[i].Kind is not (BodyLineKind.Text or BodyLineKind.Item) || !content.Span.Contains("level", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var words = WordScanner.Scan(content);
            for (var k = 0; k < words.Count; k++)
            {
                if (Said(words, k) is { } said && said != count)
                {
                    sink.Add("AE0305", source.PositionAt(words[k].Start), $"The text speaks of {said} levels, and there are {count}");
                    return;
                }
            }
        }
    }

    private static int? Said(List<Word> words, int k)
    {
        if (words[k].IsWholeNumber)
        {
            var next = k + 1 < words.Count && words[k + 1].Is("-") ? k + 2 : k + 1;
            return next < words.Count && words[next].Text is "level" or "levels" && words[k].Number < 100 ? (int)words[k].Number : null;
        }

        var dash = words[k].Text.IndexOf("-level", StringComparison.Ordinal);
        var index = dash > 0 ? Array.IndexOf(NumberWords, words[k].Text[..dash]) : -1;
        return index < 0 ? null : index + 1;
    }
}
