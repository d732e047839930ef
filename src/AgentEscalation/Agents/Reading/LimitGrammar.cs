using System.Collections.Frozen;

namespace AgentEscalation.Agents.Reading;

/// <summary>What a phrase says about attempts and time.</summary>
internal readonly record struct Limits
{
    public double? Attempts { get; init; }

    /// <summary>The number counts retries, so there is one try more.</summary>
    public bool AreRetries { get; init; }

    public double? Seconds { get; init; }

    public bool IsEmpty => Attempts is null && Seconds is null;
}

/// <summary>Phrases such as <c>max 2 attempts</c>, <c>5 min timeout</c>, <c>up to 3 tries within 1 hour</c>, <c>retries: 2</c>. Every word has to be
/// understood; a phrase with one foreign word gives nothing.</summary>
internal static class LimitGrammar
{
    private static readonly FrozenSet<string> Attempts = FrozenSet.Create(
        StringComparer.Ordinal, "attempt", "attempts", "try", "tries", "times");

    private static readonly FrozenSet<string> Retries = FrozenSet.Create(
        StringComparer.Ordinal, "retry", "retries", "re-try", "re-tries", "repeat", "repeats", "repetitions");

    /// <summary>Words that bound a number and do not change it.</summary>
    private static readonly FrozenSet<string> Fillers = FrozenSet.Create(
        StringComparer.Ordinal,
        "max", "maximum", "maximal", "up", "to", "at", "most", "no", "not", "more", "longer", "than", "less", "under", "within", "in", "and", "with",
        "of", "a", "an", "the", "is", "only", "limit", "limited", "timeout", "timeouts", "time-out", "out", "total", "overall", "altogether",
        "allowed", "budget", "window", "deadline", "cap", "time", "per", "level", "this", "for", "about", "around", "approximately", "approx",
        "independently", "yourself", "on", "your", "own", ":", "=", "~", "\u2248", "<", "\u2264", ".", "*", "_", "`");

    private static readonly FrozenSet<string> NumberWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty", "thirty", "sixty",
        "half", "quarter", "few", "several", "couple", "many", "some", "dozen", "once", "twice", "thrice", "unlimited", "infinite", "endless",
        "any", "forever");

    /// <summary>Reads a phrase.</summary>
    /// <param name="words">The phrase between two separators.</param>
    /// <param name="label">What the label in front of it counts: "attempts", "retries", "time", or null.</param>
    /// <returns>What it says; null when it is not understood as a whole.</returns>
    public static Limits? Read(IReadOnlyList<Word> words, string? label = null)
    {
        var limits = new Limits();
        string? pending = label is "attempts" or "retries" ? label : null;
        var (perUnit, below) = (false, false);
        for (var i = 0; i < words.Count;)
        {
            var word = words[i];
            if (word.Kind == WordKind.Number)
            {
                var at = i;
                if (DurationGrammar.TryRead(words, ref at, out var seconds))
                {
                    if (limits.Seconds is not null)
                    {
                        return null;
                    }

                    limits = limits with { Seconds = seconds };
                    i = at;
                    continue;
                }

                if (!word.IsWholeNumber || below || limits.Attempts is not null)
                {
                    return null;
                }

                var (unit, next) = UnitAfter(words, i + 1);
                if ((unit ?? pending) is not { } counted)
                {
                    return null;
                }

                var retries = counted == "retries" || (pending == "retries" && unit != "attempts-named");
                limits = limits with { Attempts = word.Number, AreRetries = retries };
                i = next;
                continue;
            }

            if (word.Is("-") && i + 1 < words.Count && words[i + 1].IsWholeNumber && limits.Attempts is null
                && UnitAfter(words, i + 2) is ({ } negative, var behind))
            {
                limits = limits with { Attempts = -words[i + 1].Number, AreRetries = negative == "retries" };
                i = behind;
                continue;
            }

            if (word.Is("-") && limits.Seconds is null && (i == 0 || words[i - 1].Kind != WordKind.Number))
            {
                var at = i + 1;
                if (!DurationGrammar.TryRead(words, ref at, out var seconds))
                {
                    return null;
                }

                limits = limits with { Seconds = -seconds };
                i = at;
                continue;
            }

            if (Retries.Contains(word.Text))
            {
                pending = "retries";
            }
            else if (Attempts.Contains(word.Text))
            {
                pending ??= "attempts";
            }
            else if (!Fillers.Contains(word.Text))
            {
                return null;
            }

            else if (word.Text is "more" or "longer" && (i == 0 || words[i - 1].Text is not ("no" or "not")))
            {
                return null;
            }

            below |= word.Text is "less" or "under" or "<";
            perUnit |= word.Is("per") && (i + 1 >= words.Count || words[i + 1].Text is not ("level" or "this"));
            i++;
        }

        return perUnit ? null : limits;
    }

    /// <summary>Whether a phrase talks about attempts or time in numbers, understood or not.</summary>
    public static bool LooksLikeLimit(IReadOnlyList<Word> words)
    {
        var (number, unit) = (false, false);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            number |= word.Kind == WordKind.Number || NumberWords.Contains(word.Text);
            unit |= Retries.Contains(word.Text) || Attempts.Contains(word.Text) || word.Text is "timeout" or "time-out"
                || (word.Kind == WordKind.Word && word.Text.Length > 1 && DurationGrammar.SecondsOf(word.Text) > 0)
                || (i > 0 && words[i - 1].Kind == WordKind.Number && DurationGrammar.SecondsOf(word.Text) > 0);
        }

        return number && unit;
    }

    private static (string? Unit, int Next) UnitAfter(IReadOnlyList<Word> words, int index)
    {
        if (index < words.Count && words[index].Text is "-" or "x" or "\u00D7")
        {
            index++;
        }

        if (index >= words.Count)
        {
            return (null, index);
        }

        var text = words[index].Text;
        return Retries.Contains(text) ? ("retries", index + 1)
            : text is "time" or "times" ? ("attempts", index + 1)
            : Attempts.Contains(text) ? ("attempts-named", index + 1)
            : (null, index);
    }
}
