using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents.Reading;

/// <summary>Reads what stands below one level heading.</summary>
internal sealed class LevelProse(SourceText source, DiagnosticSink sink, LevelSection section)
{
    private readonly Dictionary<string, SourcePosition> _first = new(StringComparer.Ordinal);
    private readonly List<ProtocolError> _errors = [];
    private ImmutableArray<Addressee> _to = [];
    private ImmutableArray<Addressee> _actionTo = [];
    private ImmutableArray<Sourced<Trigger>> _triggers = [];
    private ImmutableArray<Sourced<string>> _report = [];
    private ImmutableArray<Sourced<string>> _will = [];
    private string? _responder;
    private Sourced<string>? _when;
    private Sourced<int>? _attempts;
    private Sourced<TimeSpan>? _timeout;
    private (TargetPhrase Phrase, SourcePosition Position)? _target;

    public IReadOnlyList<ProtocolError> Errors => _errors;

    public ProtocolLevel Read(List<BodyLine> lines)
    {
        if (!section.Heading.Qualifier.IsEmpty)
        {
            ReadLimitParts(section.Heading.Qualifier, quiet: true);
        }

        foreach (var block in LabelBlock.Split(lines, section.First, section.End))
        {
            ReadBlock(block);
        }

        var to = _to.IsEmpty ? _actionTo : _to;
        var number = section.Heading.Number;
        return new()
        {
            Number = number,
            Position = source.PositionAt(section.Heading.Start),
            Title = section.Heading.Title,
            Qualifier = section.Heading.Qualifier.IsEmpty ? null : Markup.Clean(section.Heading.Qualifier),
            When = _when,
            To = to,
            Attempts = _attempts,
            Timeout = _timeout,
            Target = FinishTarget(number, to),
            Triggers = _triggers,
            Report = _report,
            Responder = _responder,
            ResponderWill = _will,
        };
    }

    private void ReadBlock(LabelBlock block)
    {
        if (block.Label is { } label && !block.HasContent)
        {
            sink.Add("AE0308", source.PositionAt(label.Name.Start), $"The label {DiagnosticSink.Quote(label.Name.Words())} has no content");
            return;
        }

        if (block.Label is { } valued && IsValue(block.Kind) && !block.Contents.Any())
        {
            NotUnderstood(valued.Name);
            return;
        }

        switch (block.Kind)
        {
            case LabelKind.When:
                var when = new Sourced<string>(Markup.Clean(block.Contents.First()), Position(block));
                _when = Once("When", _when, when, (a, b) => a.Value == b.Value);
                break;
            case LabelKind.Action:
                ReadAction(block);
                break;
            case LabelKind.Handler or LabelKind.EscalateTo:
                ReadAddressees(block);
                break;
            case LabelKind.Target:
                ReadTarget(block.Contents.First());
                break;
            case LabelKind.Triggers:
                ReadTriggers(block);
                break;
            case LabelKind.Attempts or LabelKind.Retries or LabelKind.Time:
                ReadLimit(block);
                break;
            case LabelKind.Will:
                _responder ??= Markup.Clean(block.Label!.Name)[..^" will".Length].Trim();
                _will = OnceList("X will", _will, Texts(block), block);
                break;
            case LabelKind.Include:
                _report = OnceList("Include", _report, ReportTemplate.Read(block, source), block);
                break;
            case LabelKind.Errors:
                ReadErrors(block, all: true);
                break;
            case LabelKind.Unknown:
                ReadUnknown(block);
                break;
        }
    }

    private static bool IsValue(LabelKind kind) => kind is LabelKind.When or LabelKind.Action or LabelKind.Handler or LabelKind.EscalateTo
        or LabelKind.Target or LabelKind.Attempts or LabelKind.Retries or LabelKind.Time;

    private void ReadAction(LabelBlock block)
    {
        foreach (var content in block.Contents)
        {
            ReadLimitParts(content, quiet: false);
            if (section.Heading.Number == 1)
            {
                continue;
            }

            var behind = AddresseeGrammar.BehindEscalateTo(content);
            var escalates = content.Span.Contains("escalate", StringComparison.OrdinalIgnoreCase);
            var to = AddresseeGrammar.Read(behind, source, []).Where(a => escalates || a.Kind is AddresseeKind.Mention or AddresseeKind.User);
            if (_actionTo.IsEmpty)
            {
                _actionTo = [.. to];
            }
        }
    }

    private void ReadAddressees(LabelBlock block)
    {
        var found = new List<Addressee>();
        var rest = new List<TextPiece>();
        foreach (var content in block.Contents)
        {
            foreach (var inside in Phrases.Parentheses(content).Inside)
            {
                ReadLimitParts(inside, quiet: false);
            }

            found.AddRange(AddresseeGrammar.Read(content, source, rest));
        }

        foreach (var piece in rest)
        {
            NotUnderstood(piece);
        }

        foreach (var role in found.Where(a => a.Kind == AddresseeKind.Role))
        {
            sink.Add("AE0502", role.Position, $"'{role.Text}' is a role in words", $"write @{Trigger.Slug(role.Text)} if that agent is meant");
        }

        ImmutableArray<Addressee> to = [.. found.DistinctBy(a => a.Text, StringComparer.OrdinalIgnoreCase)];
        if (!_to.IsEmpty && !_to.Select(a => a.Text).SequenceEqual(to.Select(a => a.Text)))
        {
            Twice("Escalate to", _to[0].Position, Position(block));
        }

        _to = _to.IsEmpty ? to : _to;
    }

    private void ReadTarget(TextPiece content)
    {
        var words = WordScanner.Scan(content);
        var position = source.PositionAt(content.Start);
        if (TargetGrammar.Read(words, section.Heading.Number) is not { } phrase)
        {
            if (!IsPlaceholder(content))
            {
                sink.Add("AE0401", position, $"This target is not understood: {DiagnosticSink.Quote(content.Words())}",
                    "write, for example, '70% of errors resolve at Level 1'");
            }

            return;
        }

        if (_target is { } first && first.Phrase != phrase)
        {
            Twice("Success rate target", first.Position, position);
        }

        _target ??= (phrase, position);
    }

    private Sourced<SuccessTarget>? FinishTarget(int number, ImmutableArray<Addressee> to)
    {
        if (_target is not { } target)
        {
            return null;
        }

        var (phrase, position) = target;
        if (phrase.Kind is { } kind)
        {
            return LimitChecks.Percent(kind, phrase.Percent, position, sink);
        }

        if (!phrase.IsUpperBound && number == 1)
        {
            return LimitChecks.Percent(TargetKind.ResolvedAtLevel, phrase.Percent, position, sink);
        }

        var isUser = to.Any(a => a.Kind == AddresseeKind.User) || section.Heading.Title?.Contains("user", StringComparison.OrdinalIgnoreCase) == true;
        var assumed = phrase.IsUpperBound ? TargetKind.ArrivalsBelow : isUser ? (TargetKind?)null : TargetKind.ResolvedOfRemaining;
        sink.Add("AE0404", position, "The target does not say what it is a percentage of; "
            + (assumed is null ? "it was not used" : assumed == TargetKind.ArrivalsBelow ? "taken as a bound on arrivals" : "taken as 'of remaining'"),
            assumed is null or TargetKind.ArrivalsBelow ? "write 'of tasks reach here'" : "write 'of remaining errors'");
        return assumed is { } a ? LimitChecks.Percent(a, phrase.Percent, position, sink) : null;
    }

    private void ReadTriggers(LabelBlock block)
    {
        var triggers = new List<Sourced<Trigger>>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in Texts(block))
        {
            var id = Trigger.Slug(text.Value);
            if (id.Length > 0 && ids.Add(id))
            {
                triggers.Add(new(new(id, text.Value), text.Position));
            }
        }

        _triggers = OnceList("Triggers", _triggers, [.. triggers], block);
    }

    private void ReadErrors(LabelBlock block, bool all)
    {
        foreach (var item in block.Items)
        {
            if ((all || ErrorLists.HasArrow(item)) && ErrorLists.Read(item, source, sink) is { } error)
            {
                _errors.Add(error);
            }
        }
    }

    /// <summary>A label that is not known, or no label: at level 1 entries with an arrow are errors whatever stands above them.</summary>
    private void ReadUnknown(LabelBlock block)
    {
        var hasArrows = section.Heading.Number == 1 && block.Items.Any(ErrorLists.HasArrow);
        if (hasArrows)
        {
            ReadErrors(block, all: false);
        }

        if (block.Label is { } label)
        {
            if (!hasArrows)
            {
                NotUnderstood(label.Name);
            }

            return;
        }

        var inParagraph = false;
        foreach (var line in block.Lines.Where(l => l.Kind is BodyLineKind.Text or BodyLineKind.Item))
        {
            var known = line.Kind == BodyLineKind.Item && hasArrows;
            if (!known && !ReadLimitParts(line.Content, quiet: true) && !inParagraph)
            {
                NotUnderstood(line.Content);
                inParagraph = line.Kind == BodyLineKind.Item;
            }
        }
    }

    /// <summary>A label that is there for one number: what does not match is a finding even when it has no number.</summary>
    private void ReadLimit(LabelBlock block)
    {
        var hint = block.Kind switch { LabelKind.Attempts => "attempts", LabelKind.Retries => "retries", _ => "time" };
        foreach (var content in block.Contents)
        {
            var (inside, outside) = Phrases.Parentheses(content);
            foreach (var part in inside)
            {
                ReadLimitParts(part, quiet: false);
            }

            foreach (var part in outside.SelectMany(Phrases.SplitLimits))
            {
                if (LimitGrammar.Read(WordScanner.Scan(part), hint) is { IsEmpty: false } limits)
                {
                    Apply(limits, part);
                }
                else if (!IsPlaceholder(part))
                {
                    NotANumber(part);
                }
            }
        }
    }

    /// <summary>Looks for limits in running text and in its parentheses.</summary>
    /// <returns>Whether there was one.</returns>
    private bool ReadLimitParts(TextPiece content, bool quiet)
    {
        var any = false;
        var (inside, outside) = Phrases.Parentheses(content);
        foreach (var group in inside)
        {
            any |= ReadLimitGroup(Phrases.SplitLimits(group), isEnclosed: true, quiet);
        }

        return ReadLimitGroup([.. outside.SelectMany(Phrases.SplitLimits)], isEnclosed: false, quiet) || any;
    }

    /// <summary>Reads the parts of one group. Beside a limit in parentheses every number is meant as one: "(max 2 attempts, 5:00)".</summary>
    private bool ReadLimitGroup(List<TextPiece> parts, bool isEnclosed, bool quiet)
    {
        var open = new List<(TextPiece Part, bool Looks)>();
        var (any, limit) = (false, false);
        foreach (var part in parts)
        {
            var words = WordScanner.Scan(part);
            var looks = LimitGrammar.LooksLikeLimit(words);
            var hasNumber = words.Exists(w => w.Kind == WordKind.Number);
            if (hasNumber && LimitGrammar.Read(words) is { IsEmpty: false } limits)
            {
                Apply(limits, part);
                any = true;
            }
            else if (looks || hasNumber)
            {
                open.Add((part, looks));
            }

            limit |= looks;
        }

        foreach (var (part, looks) in open)
        {
            if (!quiet && (looks || (isEnclosed && (any || limit))))
            {
                NotANumber(part);
            }
        }

        return any;
    }

    private void Apply(Limits limits, TextPiece part)
    {
        var position = source.PositionAt(part.Start);
        if (limits.Attempts is { } count)
        {
            if (limits.AreRetries)
            {
                sink.Add("AE0402", position, $"{count} retries are {count + 1} tries", "write the number of attempts");
                count++;
            }

            if (LimitChecks.Attempts(count, position, sink) is { } attempts)
            {
                _attempts = Once("attempts", _attempts, attempts, (a, b) => a.Value == b.Value);
            }
        }

        if (limits.Seconds is { } seconds && LimitChecks.Duration(seconds, "timeout", position, sink) is { } timeout)
        {
            _timeout = Once("timeout", _timeout, timeout, (a, b) => a.Value == b.Value);
        }
    }

    private ImmutableArray<Sourced<string>> Texts(LabelBlock block)
    {
        var parts = block.Inline.IsEmpty ? [] : Phrases.Split(block.Inline);
        return [.. parts.Concat(block.Items)
            .Select(p => new Sourced<string>(Markup.Clean(Markup.SkipSigns(p)).TrimEnd('.'), source.PositionAt(p.Start)))
            .Where(t => t.Value.Length > 0 && !(t.Value[0] == '[' && t.Value[^1] == ']'))];
    }

    private T? Once<T>(string label, T? first, T second, Func<T, T, bool> same)
        where T : struct
    {
        if (first is null)
        {
            return second;
        }

        if (!same(first.Value, second))
        {
            var (a, b) = (PositionOf(first.Value), PositionOf(second));
            Twice(label, a, b);
        }

        return first;
    }

    private ImmutableArray<T> OnceList<T>(string label, ImmutableArray<T> first, ImmutableArray<T> second, LabelBlock block)
    {
        if (first.IsEmpty)
        {
            _first[label] = Position(block);
            return second;
        }

        if (!second.IsEmpty)
        {
            Twice(label, _first[label], Position(block));
        }

        return first;
    }

    private static SourcePosition PositionOf<T>(T value) => value switch
    {
        Sourced<int> n => n.Position,
        Sourced<TimeSpan> t => t.Position,
        Sourced<string> s => s.Position,
        _ => default,
    };

    private static bool IsPlaceholder(TextPiece piece) => piece.Trim().Span is ['[', .., ']'];

    private SourcePosition Position(LabelBlock block) => source.PositionAt(block.Label!.Name.Start);

    private void Twice(string label, SourcePosition first, SourcePosition second) =>
        sink.Add("AE0307", second, $"Level {section.Heading.Number} has two values for '{label}'; the first, at {first}, counts", "keep one of them");

    private void NotANumber(TextPiece part) =>
        sink.Add("AE0401", source.PositionAt(part.Start), $"This limit is not understood: {DiagnosticSink.Quote(part.Words())}",
            "write, for example, 'max 2 attempts, 5 min timeout'");

    private void NotUnderstood(TextPiece piece) =>
        sink.Add("AE0309", source.PositionAt(piece.Start), $"Not understood as part of level {section.Heading.Number}: {DiagnosticSink.Quote(piece.Words())}");
}
