using System.Collections.Immutable;
using System.Globalization;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents.Reading;

/// <summary>Reads single values of the escalation block. A value in the wrong form is a finding and null, never a guess.</summary>
internal sealed class BlockValues(DiagnosticSink sink)
{
    public void Invalid(YamlNode node, string message, string? hint = null) => sink.Add("AE0320", node.Position, message, hint);

    /// <summary>Reports every key that is not one of the allowed ones.</summary>
    public void CheckKeys(YamlNode map, string where, params ReadOnlySpan<string> allowed)
    {
        foreach (var (key, _) in map.Entries)
        {
            if (key.Kind == YamlKind.Scalar && allowed.Contains(key.Text))
            {
                continue;
            }

            var near = "";
            foreach (var known in allowed)
            {
                near = key.Text.Length is > 0 and < 40 && near.Length == 0 && KnownKeys.Distance(known.ToUpperInvariant(), key.Text.ToUpperInvariant()) <= 2
                    ? known
                    : near;
            }

            Invalid(key, $"{where} has no key {DiagnosticSink.Quote(key.Text)}",
                near.Length > 0 ? $"did you mean '{near}'?" : "the keys are " + string.Join(", ", allowed));
        }
    }

    public Sourced<string>? Text(YamlNode? node, string key)
    {
        if (node is null || node.IsNull)
        {
            return null;
        }

        if (!node.IsText || node.Text.Trim().Length == 0)
        {
            Invalid(node, $"'{key}' is not text");
            return null;
        }

        return new(node.Text.Trim(), node.Position);
    }

    public Sourced<decimal>? Number(YamlNode? node, string key, decimal least, decimal most, bool whole = true)
    {
        if (node is null || node.IsNull)
        {
            return null;
        }

        var style = whole ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (!node.IsText || !decimal.TryParse(node.Text, style, CultureInfo.InvariantCulture, out var value))
        {
            sink.Add("AE0401", node.Position, $"'{key}' is not understood as a number: {DiagnosticSink.Quote(node.Text)}",
                whole ? "write digits only" : "write a number such as 1.50");
            return null;
        }

        if (value < least || value > most)
        {
            sink.Add("AE0403", node.Position, string.Create(CultureInfo.InvariantCulture, $"'{key}' is {value}; it has to be {least} to {most}"));
            return null;
        }

        return new(value, node.Position);
    }

    public Sourced<int>? Int(YamlNode? node, string key, int least, int most) =>
        Number(node, key, least, most) is { } n ? new((int)n.Value, n.Position) : null;

    public Sourced<TimeSpan>? Duration(YamlNode? node, string key)
    {
        if (node is null || node.IsNull)
        {
            return null;
        }

        var text = node.IsText ? node.Text.Trim() : "";
        var unit = text.Length > 1 && text[^1] is 's' or 'm' or 'h' or 'd' ? DurationGrammar.SecondsOf(text[^1..]) : 0;
        if (unit == 0 || !long.TryParse(text.AsSpan()[..^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count))
        {
            sink.Add("AE0401", node.Position, $"'{key}' is not understood as a duration: {DiagnosticSink.Quote(node.Text)}",
                "write a whole number and s, m, h or d, for example 5m");
            return null;
        }

        return LimitChecks.Duration(count * unit, key, node.Position, sink);
    }

    public Sourced<SuccessTarget>? Target(YamlNode? node, int level)
    {
        if (node is null || node.IsNull)
        {
            return null;
        }

        var text = node.IsText ? node.Text : "";
        var words = WordScanner.Scan(new TextPiece(text, 0, text.Length));
        if (TargetGrammar.Read(words, level) is not { } phrase)
        {
            sink.Add("AE0401", node.Position, $"'target' is not understood as a percentage: {DiagnosticSink.Quote(text)}",
                "write 70%, or <2% for an upper bound on arrivals");
            return null;
        }

        var kind = phrase.Kind
            ?? (phrase.IsUpperBound ? TargetKind.ArrivalsBelow : level == 1 ? TargetKind.ResolvedAtLevel : TargetKind.ResolvedOfRemaining);
        return LimitChecks.Percent(kind, phrase.Percent, node.Position, sink);
    }

    /// <summary>A text or a list of texts.</summary>
    public ImmutableArray<Sourced<string>> Texts(YamlNode? node, string key)
    {
        if (node is null || node.IsNull)
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<Sourced<string>>();
        foreach (var item in node.Kind == YamlKind.List ? node.Items : [node])
        {
            if (item.IsText && item.Text.Trim().Length > 0)
            {
                texts.Add(new(item.Text.Trim(), item.Position));
            }
            else
            {
                Invalid(item, $"An entry of '{key}' is not text");
            }
        }

        return texts.ToImmutable();
    }
}
