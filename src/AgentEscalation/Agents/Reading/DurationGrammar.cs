namespace AgentEscalation.Agents.Reading;

/// <summary>Durations as people write them: <c>5 min</c>, <c>90 s</c>, <c>1h 30m</c>, <c>1 hour and 30 minutes</c>, <c>5-minute</c>.</summary>
internal static class DurationGrammar
{
    /// <summary>The longest duration that is taken for meant: a year.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static double SecondsOf(string unit) => unit switch
    {
        "ms" or "millisecond" or "milliseconds" => 0.001,
        "s" or "sec" or "secs" or "second" or "seconds" => 1,
        "m" or "min" or "mins" or "minute" or "minutes" => 60,
        "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
        "d" or "day" or "days" => 86400,
        "w" or "week" or "weeks" => 604800,
        _ => 0,
    };

    /// <summary>Matches a duration at a place, from the larger unit to the smaller.</summary>
    /// <param name="words">The phrase.</param>
    /// <param name="index">Where to begin; moved behind the duration when there is one.</param>
    /// <param name="seconds">The duration.</param>
    /// <returns>Whether there is a duration.</returns>
    public static bool TryRead(IReadOnlyList<Word> words, ref int index, out double seconds)
    {
        seconds = 0;
        var (next, lastUnit, any) = (index, double.MaxValue, false);
        while (true)
        {
            var at = next;
            if (any && at < words.Count && (words[at].Is("and") || words[at].Is(",")))
            {
                at++;
            }

            if (at >= words.Count || words[at].Kind != WordKind.Number)
            {
                break;
            }

            var unitAt = at + 1;
            if (unitAt < words.Count && words[unitAt].Is("-"))
            {
                unitAt++;
            }

            var unit = unitAt < words.Count && words[unitAt].Kind == WordKind.Word ? SecondsOf(words[unitAt].Text) : 0;
            if (unit == 0 || unit >= lastUnit)
            {
                break;
            }

            seconds += words[at].Number * unit;
            (next, lastUnit, any) = (unitAt + 1, unit, true);
        }

        index = any ? next : index;
        return any;
    }
}
