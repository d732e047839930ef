using System.Collections.Immutable;
using System.Globalization;

namespace AgentEscalation.Agents.Reading;

/// <summary>Puts block and prose together. The block says which levels there are and wins wherever it speaks; prose answers only for what the
/// block leaves out.</summary>
internal static class ProtocolMerge
{
    public static EscalationProtocol Merge(EscalationProtocol block, EscalationProtocol prose, DiagnosticSink sink)
    {
        var levels = ImmutableArray.CreateBuilder<ProtocolLevel>(block.Levels.Length);
        foreach (var level in block.Levels)
        {
            levels.Add(prose[level.Number] is { } said ? Merge(level, said, sink) : level);
        }

        if (prose.Levels.Length > 0 && block.Levels.Length > 0)
        {
            foreach (var extra in prose.Levels.Where(p => block[p.Number] is null))
            {
                sink.Add("AE0310", extra.Position, $"The text has a level {extra.Number}, and the block has none", "the block counts: add the level there or remove it here");
            }
        }

        return block with { Levels = levels.ToImmutable(), Errors = block.Errors.IsEmpty ? prose.Errors : block.Errors };
    }

    private static ProtocolLevel Merge(ProtocolLevel block, ProtocolLevel prose, DiagnosticSink sink)
    {
        bool Silent(string key) => !block.BlockKeys.Contains(key);
        Compare(block.Number, "attempts", block.Attempts, prose.Attempts, v => v.ToString(CultureInfo.InvariantCulture), sink);
        Compare(block.Number, "timeout", block.Timeout, prose.Timeout, v => v.ToString("c", CultureInfo.InvariantCulture), sink);
        Compare(block.Number, "target", block.Target, prose.Target, v => v.ToString(), sink);
        CompareLists(block.Number, "to", block.To.Select(t => (t.Text, t.Position)), prose.To.Select(t => (t.Text, t.Position)), sink);
        CompareLists(block.Number, "triggers", block.Triggers.Select(t => (t.Value.Text, t.Position)),
            prose.Triggers.Select(t => (t.Value.Text, t.Position)), sink);
        CompareLists(block.Number, "report", block.Report.Select(r => (r.Value, r.Position)), prose.Report.Select(r => (r.Value, r.Position)), sink);
        return block with
        {
            Title = block.Title ?? prose.Title,
            Qualifier = prose.Qualifier,
            When = prose.When,
            Responder = prose.Responder,
            ResponderWill = prose.ResponderWill,
            Attempts = Silent("attempts") ? prose.Attempts : block.Attempts,
            Timeout = Silent("timeout") ? prose.Timeout : block.Timeout,
            Target = Silent("target") ? prose.Target : block.Target,
            To = Silent("to") ? prose.To : block.To,
            Triggers = Silent("triggers") ? prose.Triggers : block.Triggers,
            Report = Silent("report") ? prose.Report : block.Report,
        };
    }

    private static void Compare<T>(int level, string key, Sourced<T>? block, Sourced<T>? prose, Func<T, string> show, DiagnosticSink sink)
        where T : struct, IEquatable<T>
    {
        if (block is { } b && prose is { } p && !b.Value.Equals(p.Value))
        {
            Report(level, key, show(b.Value), b.Position, show(p.Value), p.Position, sink);
        }
    }

    private static void CompareLists(
        int level,
        string key,
        IEnumerable<(string Text, SourcePosition Position)> block,
        IEnumerable<(string Text, SourcePosition Position)> prose,
        DiagnosticSink sink)
    {
        var (b, p) = (block.ToList(), prose.ToList());
        var same = b.Count == p.Count && b.Zip(p).All(x => Policies.Trigger.Slug(x.First.Text) == Policies.Trigger.Slug(x.Second.Text));
        if (b.Count > 0 && p.Count > 0 && !same)
        {
            Report(level, key, string.Join(", ", b.Select(x => x.Text)), b[0].Position, string.Join(", ", p.Select(x => x.Text)), p[0].Position, sink);
        }
    }

    private static void Report(int level, string key, string block, SourcePosition at, string prose, SourcePosition proseAt, DiagnosticSink sink) =>
        sink.Add("AE0310", at, $"Level {level}, {key}: the block says {DiagnosticSink.Quote(block)} and the text at {proseAt} says {DiagnosticSink.Quote(prose)}",
            "the block counts; make them agree");
}
