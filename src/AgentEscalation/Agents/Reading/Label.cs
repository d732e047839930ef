using System.Collections.Frozen;

namespace AgentEscalation.Agents.Reading;

internal enum LabelKind
{
    Unknown,
    When,
    Action,
    Handler,
    EscalateTo,
    Target,
    Triggers,
    Attempts,
    Retries,
    Time,
    Will,
    Include,
    Errors,
    Example,
    Note,
}

/// <summary>The label of a line and what stands behind it: <c>**Escalate to:** @a</c>, <c>- **Success target**: 70%</c>, <c>Max time: 5 min</c>.</summary>
/// <param name="Kind">What the label is for.</param>
/// <param name="Name">Its words, as written.</param>
/// <param name="Content">The rest of the line.</param>
/// <param name="HasColon">Whether a colon ends it.</param>
internal sealed record Label(LabelKind Kind, TextPiece Name, TextPiece Content, bool HasColon)
{
    /// <summary>Nothing but a label stands on its line, so it speaks for the lines below.</summary>
    public bool IsHeadline => HasColon && Content.IsEmpty;

    private static readonly FrozenDictionary<string, LabelKind> Exact = new Dictionary<string, LabelKind>(StringComparer.Ordinal)
    {
        ["when"] = LabelKind.When,
        ["condition"] = LabelKind.When,
        ["conditions"] = LabelKind.When,
        ["action"] = LabelKind.Action,
        ["actions"] = LabelKind.Action,
        ["your action"] = LabelKind.Action,
        ["your actions"] = LabelKind.Action,
        ["your response"] = LabelKind.Action,
        ["try"] = LabelKind.Action,
        ["do"] = LabelKind.Action,
        ["limits"] = LabelKind.Action,
        ["limit"] = LabelKind.Action,
        ["who handles"] = LabelKind.Handler,
        ["handled by"] = LabelKind.Handler,
        ["who answers"] = LabelKind.Handler,
        ["responder"] = LabelKind.Handler,
        ["responders"] = LabelKind.Handler,
        ["to"] = LabelKind.EscalateTo,
        ["consult"] = LabelKind.EscalateTo,
        ["contact"] = LabelKind.EscalateTo,
        ["addressee"] = LabelKind.EscalateTo,
        ["escalate"] = LabelKind.EscalateTo,
        ["escalation target"] = LabelKind.EscalateTo,
        ["escalation path"] = LabelKind.EscalateTo,
        ["target"] = LabelKind.Target,
        ["success rate"] = LabelKind.Target,
        ["trigger"] = LabelKind.Triggers,
        ["triggers"] = LabelKind.Triggers,
        ["attempts"] = LabelKind.Attempts,
        ["tries"] = LabelKind.Attempts,
        ["attempt limit"] = LabelKind.Attempts,
        ["retries"] = LabelKind.Retries,
        ["retry limit"] = LabelKind.Retries,
        ["time"] = LabelKind.Time,
        ["timeout"] = LabelKind.Time,
        ["time-out"] = LabelKind.Time,
        ["time limit"] = LabelKind.Time,
        ["time budget"] = LabelKind.Time,
        ["duration"] = LabelKind.Time,
        ["include"] = LabelKind.Include,
        ["report"] = LabelKind.Include,
        ["report fields"] = LabelKind.Include,
        ["report template"] = LabelKind.Include,
        ["escalation report"] = LabelKind.Include,
        ["example"] = LabelKind.Example,
        ["examples"] = LabelKind.Example,
        ["note"] = LabelKind.Note,
        ["common fixes"] = LabelKind.Note,
        ["how to retry"] = LabelKind.Note,
        ["your role"] = LabelKind.Note,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads the label of a line, its list sign already taken off. Without bold marks only a label that is known counts.</summary>
    public static Label? Read(TextPiece line, bool boldOnly = false)
    {
        var span = line.Span;
        if (span.StartsWith("**") || span.StartsWith("__"))
        {
            var close = span[2..].IndexOf(span[..2], StringComparison.Ordinal);
            if (close <= 0)
            {
                return null;
            }

            var name = line.Slice(2, close).Trim();
            var rest = line.Slice(close + 4);
            var colonInside = !name.IsEmpty && name[name.Length - 1] == ':';
            var hasColon = colonInside;
            if (colonInside)
            {
                name = name.Slice(0, name.Length - 1).Trim();
            }
            else if (rest.Trim() is { IsEmpty: false } behind && behind[0] == ':')
            {
                rest = behind.Slice(1);
                hasColon = true;
            }
            else if (!rest.Trim().IsEmpty)
            {
                return null;
            }

            return name.IsEmpty ? null : new(KindOf(name), name, rest.Trim(), hasColon);
        }

        var colon = boldOnly ? -1 : span[..Math.Min(span.Length, 60)].IndexOf(':');
        if (colon <= 0)
        {
            return null;
        }

        var plain = line.Slice(0, colon).Trim();
        var kind = KindOf(plain);
        return kind is LabelKind.Unknown or LabelKind.Note ? null : new(kind, plain, line.Slice(colon + 1).Trim(), HasColon: true);
    }

    private static LabelKind KindOf(TextPiece name)
    {
        if (name.Length > 80)
        {
            return LabelKind.Unknown;
        }

        var text = Markup.Clean(name).ToLowerInvariant();
        if (Exact.TryGetValue(text, out var kind) || Exact.TryGetValue(WithoutMaximum(text), out kind))
        {
            return kind;
        }

        return text switch
        {
            _ when text.EndsWith(" will", StringComparison.Ordinal) => LabelKind.Will,
            _ when text.StartsWith("when ", StringComparison.Ordinal) => LabelKind.Note,
            _ when StartsWithAny(text, "escalate to", "escalates to", "escalate ", "consult ") => LabelKind.EscalateTo,
            _ when StartsWithAny(text, "include ", "what to include", "report to ") || text.EndsWith(" report", StringComparison.Ordinal)
                => LabelKind.Include,
            _ when text.Contains("target", StringComparison.Ordinal) || text.StartsWith("success rate", StringComparison.Ordinal) => LabelKind.Target,
            _ when text.EndsWith(" triggers", StringComparison.Ordinal) || text.StartsWith("triggers ", StringComparison.Ordinal)
                || text.StartsWith("trigger ", StringComparison.Ordinal) => LabelKind.Triggers,
            _ when text.EndsWith(" you handle", StringComparison.Ordinal)
                || (StartsWithAny(text, "common ", "typical ", "usual ") && NamesErrors(text)) => LabelKind.Errors,
            _ when StartsWithAny(text, "example ", "example(", "e.g.") => LabelKind.Example,
            _ => LabelKind.Unknown,
        };
    }

    /// <summary>Whether a heading or label is about errors, under any of the names that people give them.</summary>
    public static bool NamesErrors(ReadOnlySpan<char> text) =>
        text.Contains("error", StringComparison.OrdinalIgnoreCase) || text.Contains("issue", StringComparison.OrdinalIgnoreCase)
        || text.Contains("challenge", StringComparison.OrdinalIgnoreCase) || text.Contains("problem", StringComparison.OrdinalIgnoreCase)
        || text.Contains("failure", StringComparison.OrdinalIgnoreCase);

    private static string WithoutMaximum(string text)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["max. ", "max ", "maximum ", "maximal "])
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return text[prefix.Length..];
            }
        }

        return text;
    }

    private static bool StartsWithAny(string text, params ReadOnlySpan<string> prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
