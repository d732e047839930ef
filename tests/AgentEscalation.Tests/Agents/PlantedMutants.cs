using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Tests.Agents;

/// <summary>A changed file and the check that the reader found what was put into it.</summary>
internal sealed record Mutant(string Text, Action<AgentFile> Check);

/// <summary>Changes to a file in the full shape. Each plants a value of its own choice and says how it has to come back; what was not touched has
/// to come back as before.</summary>
internal static partial class PlantedMutants
{
    public static IReadOnlyDictionary<string, Func<string, Random, Mutant>> All { get; } = new Dictionary<string, Func<string, Random, Mutant>>(StringComparer.Ordinal)
    {
        ["attempts"] = Attempts,
        ["timeout"] = Timeout,
        ["percentage"] = Percentage,
        ["upper bound"] = UpperBound,
        ["level count"] = LevelCount,
        ["level order"] = LevelOrder,
        ["addressees"] = Addressees,
        ["plain arrows"] = (text, random) => Unchanged(text, text.Replace("→", random.Next(2) == 0 ? "->" : "=>", StringComparison.Ordinal)),
        ["no signs"] = (text, _) => Unchanged(text, Signs().Replace(text, "- ")),
        ["report fields"] = ReportFields,
        ["columns"] = Columns,
        ["line ends"] = (text, random) => Unchanged(text, text.Replace("\n", random.Next(2) == 0 ? "\r\n" : "\r", StringComparison.Ordinal)),
        ["byte order mark"] = (text, _) => Unchanged(text, "\uFEFF" + text, "AE0101"),
        ["tabs"] = (text, _) => Unchanged(text, text.Replace("\n- ", "\n-\t", StringComparison.Ordinal).Replace("### ", "###\t", StringComparison.Ordinal)
            .Replace(":** ", ":**\t", StringComparison.Ordinal).Replace("name: ", "name:\t", StringComparison.Ordinal)),
        ["duplicate key"] = DuplicateKey,
        ["lost fence"] = LostFence,
        ["contradicting block"] = ContradictingBlock,
        ["number not understood"] = NotUnderstood,
        ["label style"] = LabelStyle,
    };

    private static Mutant Attempts(string text, Random random)
    {
        var count = random.Next(1, 20);
        var (words, expected) = random.Next(4) switch
        {
            0 => ($"max {count} attempts", count),
            1 => ($"{count} tries", count),
            2 => ($"up to {count} attempts", count),
            _ => ($"max {count} retries", count + 1),
        };
        return new(LimitPhrase().Replace(text, $"({words}, $2)", 1), file => Assert.Equal(expected, Level(file, 1).Attempts?.Value));
    }

    private static Mutant Timeout(string text, Random random)
    {
        var n = random.Next(1, 50);
        var (words, seconds) = random.Next(7) switch
        {
            0 => ($"{n} s", n),
            1 => ($"{n} min timeout", n * 60),
            2 => (n == 1 ? "1 hour" : $"{n} hours", n * 3600),
            3 => ($"{n}m", n * 60),
            4 => ($"1h {n}m", 3600 + (n * 60)),
            5 => ($"timeout {n} seconds", n),
            _ => ($"{n}-minute timeout", n * 60),
        };
        return new(LimitPhrase().Replace(text, $"($1, {words})", 1), file => Assert.Equal(seconds, Level(file, 1).Timeout?.Value.TotalSeconds));
    }

    private static Mutant Percentage(string text, Random random)
    {
        var (first, second) = (random.Next(0, 101), random.Next(0, 101));
        var sign = (string[])["%", " %", " percent"];
        var changed = Percent(text, "of [^\\n]*Level 1", $"{first}{sign[random.Next(3)]}");
        changed = Percent(changed, "of remaining", $"{(random.Next(2) == 0 ? "~" : "")}{second}{sign[random.Next(3)]}");
        return new(changed, file =>
        {
            Assert.Equal(new SuccessTarget(TargetKind.ResolvedAtLevel, first), Level(file, 1).Target?.Value);
            Assert.Equal(new SuccessTarget(TargetKind.ResolvedOfRemaining, second), Level(file, 2).Target?.Value);
        });
    }

    private static Mutant UpperBound(string text, Random random)
    {
        var n = random.Next(1, 100);
        var words = random.Next(6) switch
        {
            0 => $"< {n} %",
            1 => $"<{n}%",
            2 => $"less than {n}%",
            3 => $"under {n} %",
            4 => $"≤ {n}%",
            _ => $"at most {n} percent",
        };
        return new(Bound().Replace(text, $"$1{words} of", 1), file => Assert.Equal(new SuccessTarget(TargetKind.ArrivalsBelow, n), Level(file, 4).Target?.Value));
    }

    /// <summary>2, 3 or 5 levels: levels are taken out in the middle, or a planted one is put in before the last.</summary>
    private static Mutant LevelCount(string text, Random random)
    {
        var count = (int[])[2, 3, 5];
        var wanted = count[random.Next(3)];
        var (head, levels, tail) = Sections(text);
        var chosen = wanted switch { 2 => [levels[0], levels[3]], 3 => [levels[0], levels[1], levels[3]], _ => levels.ToList() };
        if (wanted == 5)
        {
            chosen.Insert(3, "### Level 9: PLANTED (Extra)\n\n**Escalate to:** @extra-one or @extra-two\n\n---\n\n");
        }

        var body = string.Concat(chosen.Select((section, i) => LevelNumber().Replace(section, $"### Level {i + 1}:", 1)));
        return new(head + body + tail, file =>
        {
            Assert.Equal(Enumerable.Range(1, wanted), file.Content.Protocol!.Levels.Select(l => l.Number));
            Assert.DoesNotContain(file.Diagnostics, d => d.Code is "AE0303" or "AE0304");
            Assert.True(Level(file, wanted).IsForUser);
            if (wanted == 5)
            {
                Assert.Equal(("PLANTED", "Extra"), (Level(file, 4).Title, Level(file, 4).Qualifier));
                Assert.Equal(["extra-one", "extra-two"], Level(file, 4).To.Select(t => t.Text));
            }
        });
    }

    private static Mutant LevelOrder(string text, Random random)
    {
        var (head, levels, tail) = Sections(text);
        var from = random.Next(3);
        (levels[from], levels[from + 1]) = (levels[from + 1], levels[from]);
        var mutant = Unchanged(text, head + string.Concat(levels) + tail, "AE0304");
        return mutant;
    }

    private static Mutant Addressees(string text, Random random)
    {
        var names = Enumerable.Range(0, random.Next(1, 5)).Select(i => $"{(char)('a' + i)}{random.Next(100)}-agent").ToList();
        var written = names.Select(n => "@" + n).ToList();
        if (random.Next(2) == 0)
        {
            names.Add("planted expert");
            written.Add("planted expert");
        }

        var phrase = written.Count == 1 ? written[0] : string.Join(", ", written[..^1]) + " or " + written[^1];
        return new(EscalateTo().Replace(text, $"$1{phrase}", 1), file => Assert.Equal(names, Level(file, 2).To.Select(t => t.Text)));
    }

    private static Mutant ReportFields(string text, Random random)
    {
        var fields = Enumerable.Range(0, random.Next(1, 8)).Select(i => $"{(char)('P' + i)}lanted {random.Next(100)}").ToList();
        var lines = string.Concat(fields.Select(f => $"{f}: [what goes here]\n"));
        return new(Template().Replace(text, $"$1{lines}\nExample:", 1), file => Assert.Equal(fields, file.Content.Protocol!.ReportFields.Select(f => f.Value)));
    }

    private static Mutant Columns(string text, Random random)
    {
        var heads = random.Next(2) == 0 ? "| Symptom | First aid | Then ask for |" : "| Trouble | What to do | Question for the coordinator |";
        return Unchanged(text, TableHead().Replace(text, heads, 1));
    }

    private static Mutant DuplicateKey(string text, Random random)
    {
        var key = random.Next(2) == 0 ? "name" : "description";
        var lines = text.Split('\n').ToList();
        var first = lines.FindIndex(l => l.StartsWith(key + ":", StringComparison.Ordinal));
        var second = lines.FindIndex(1, l => l == "---");
        lines.Insert(second, key + ": again");
        return new(string.Join('\n', lines), file =>
        {
            Assert.Equal(AgentFileStatus.Rejected, file.Status);
            var found = Assert.Single(file.Diagnostics, d => d.Code == "AE0106");
            Assert.Equal(new SourcePosition(second + 1, 1), found.Position);
            Assert.Contains($"first at {first + 1}:1", found.Message, StringComparison.Ordinal);
        });
    }

    private static Mutant LostFence(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var fences = Enumerable.Range(0, lines.Count).Where(i => lines[i].StartsWith("```", StringComparison.Ordinal)).ToList();
        lines.RemoveAt(fences[random.Next(fences.Count)]);
        return Unchanged(text, string.Join('\n', lines), "AE0301");
    }

    private static Mutant ContradictingBlock(string text, Random random)
    {
        var (attempts, minutes, percent) = (random.Next(1, 21), random.Next(100, 200), random.Next(1, 50));
        var block = $"""
            escalation:
              version: 1
              levels:
                - level: 1
                  attempts: {attempts}
                  timeout: {minutes}m
                  target: {percent}%
                - level: 2
                  to: [planted-agent]
                - level: 3
                  to: [user]
            ---

            """.ReplaceLineEndings("\n");
        var close = text.IndexOf("\n---\n", 4, StringComparison.Ordinal) + 1;
        return new(text[..close] + block + text[(close + 4)..], file =>
        {
            Assert.Equal([1, 2, 3], file.Content.Protocol!.Levels.Select(l => l.Number));
            Assert.Equal((attempts, minutes, percent),
                (Level(file, 1).Attempts?.Value, Level(file, 1).Timeout?.Value.TotalMinutes, Level(file, 1).Target?.Value.Percent));
            Assert.Equal(["planted-agent"], Level(file, 2).To.Select(t => t.Text));
            Assert.Contains(file.Diagnostics, d => d.Code == "AE0310" && d.Message.Contains("timeout", StringComparison.Ordinal));
            Assert.Contains(file.Diagnostics, d => d.Code == "AE0310" && d.Message.Contains("Level 2, to", StringComparison.Ordinal));
        });
    }

    private static Mutant NotUnderstood(string text, Random random)
    {
        var (attempts, timeout) = ((string[])["two attempts", "2-3 attempts", "some attempts"], (string[])["ten minutes", "5-10 min", "5:00 timeout", "half an hour"]);
        var changed = LimitPhrase().Replace(text, $"({attempts[random.Next(3)]}, {timeout[random.Next(4)]})", 1);
        changed = Percent(changed, "of remaining", "60-80%");
        return new(changed, file =>
        {
            Assert.Equal((null, null, null), (Level(file, 1).Attempts, Level(file, 1).Timeout, Level(file, 2).Target));
            Assert.Equal(3, file.Diagnostics.Count(d => d.Code == "AE0401"));
        });
    }

    private static Mutant LabelStyle(string text, Random random) => Unchanged(text, random.Next(4) switch
    {
        0 => text.Replace(":** ", "**: ", StringComparison.Ordinal),
        1 => BoldLine().Replace(text, m => "- " + m.Value),
        2 => BoldLine().Replace(text, m => m.Value.ToUpperInvariant()),
        _ => text.Replace("**Escalate to:**", "Escalate to:", StringComparison.Ordinal).Replace("**Triggers:**", "Triggers:", StringComparison.Ordinal),
    });

    /// <summary>A change that alters no value: everything has to come back as from the original.</summary>
    private static Mutant Unchanged(string original, string changed, string? finding = null)
    {
        var before = Values(AgentFileSet.Read(original));
        return new(changed, file =>
        {
            Assert.Equal(before, Values(file));
            Assert.True(finding is null || file.Diagnostics.Any(d => d.Code == finding), $"{finding} is missing");
        });
    }

    private static string Values(AgentFile file)
    {
        var text = new StringBuilder($"{file.Status} {file.Content.Name} {file.Content.Description} {file.Content.Model}\n");
        foreach (var level in file.Content.Protocol!.Levels)
        {
            text.Append(CultureInfo.InvariantCulture, $"{level.Number} {level.Title} ({level.Qualifier}) when {level.When?.Value} {level.Attempts?.Value} {level.Timeout?.Value} {level.Target?.Value}")
                .Append(" to ").AppendJoin('|', level.To.Select(t => $"{t.Kind} {t.Text}"))
                .Append(" triggers ").AppendJoin('|', level.Triggers.Select(t => t.Value.Text))
                .Append(" report ").AppendJoin('|', level.Report.Select(t => t.Value))
                .Append(" will ").AppendJoin('|', level.ResponderWill.Select(t => t.Value)).Append('\n');
        }

        text.AppendJoin('\n', file.Content.Protocol.Errors.Select(e => $"{e.Source} {e.Name} {e.Recovery} {e.Ask}"));
        return text.ToString();
    }

    private static ProtocolLevel Level(AgentFile file, int number) => file.Content.Protocol![number]!;

    private static string Percent(string text, string follows, string replacement) =>
        new Regex($"[~]?\\d+%(?= {follows})").Replace(text, replacement, 1);

    private static (string Head, List<string> Levels, string Tail) Sections(string text)
    {
        var starts = LevelNumber().Matches(text).Select(m => m.Index).ToList();
        var end = text.IndexOf("\n## ", starts[^1], StringComparison.Ordinal) + 1;
        starts.Add(end);
        return (text[..starts[0]], [.. Enumerable.Range(0, 4).Select(i => text[starts[i]..starts[i + 1]])], text[end..]);
    }

    [GeneratedRegex(@"\((max \d+ attempts), (\d+ min timeout)\)")]
    private static partial Regex LimitPhrase();

    [GeneratedRegex(@"(\*\*Success rate target:\*\* )<\d+% of")]
    private static partial Regex Bound();

    [GeneratedRegex(@"### Level \d+:")]
    private static partial Regex LevelNumber();

    [GeneratedRegex(@"(\*\*Escalate to:\*\* )[^\n]*")]
    private static partial Regex EscalateTo();

    [GeneratedRegex(@"- [❌⚠️✗]+ ")]
    private static partial Regex Signs();

    [GeneratedRegex(@"(\*\*Include in escalation:\*\*\n```\n)(?:[^\n]+\n)+\nExample:")]
    private static partial Regex Template();

    [GeneratedRegex(@"\| \w+ \| Level 1 Solution \| If Fails → Level 2 \|")]
    private static partial Regex TableHead();

    [GeneratedRegex(@"(?<=\n)\*\*[^*\n]+\*\*(?=[ \n])")]
    private static partial Regex BoldLine();
}
