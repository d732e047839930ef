using System.Globalization;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents.Reading;

/// <summary>The ranges that understood values have to be in. A value outside is an error and null.</summary>
internal static class LimitChecks
{
    public const int MostAttempts = 20;

    public static Sourced<int>? Attempts(double count, SourcePosition position, DiagnosticSink sink)
    {
        if (count is >= 1 and <= MostAttempts)
        {
            return new((int)count, position);
        }

        sink.Add("AE0403", position, string.Create(CultureInfo.InvariantCulture, $"{count:0.#} attempts: a level has 1 to {MostAttempts}"),
            "leave a level out instead of giving it no attempt");
        return null;
    }

    public static Sourced<TimeSpan>? Duration(double seconds, string what, SourcePosition position, DiagnosticSink sink)
    {
        if (seconds > 0 && seconds <= DurationGrammar.Longest.TotalSeconds)
        {
            return new(TimeSpan.FromSeconds(seconds), position);
        }

        sink.Add("AE0403", position, string.Create(CultureInfo.InvariantCulture,
            $"'{what}' is {seconds:0.###} seconds; it has to be more than 0 and at most {DurationGrammar.Longest.TotalDays:0} days"));
        return null;
    }

    public static Sourced<SuccessTarget>? Percent(TargetKind kind, double percent, SourcePosition position, DiagnosticSink sink)
    {
        if (percent is >= 0 and <= 100)
        {
            return new(new(kind, percent), position);
        }

        sink.Add("AE0403", position, string.Create(CultureInfo.InvariantCulture, $"The target is {percent:0.##} %; a percentage is 0 to 100"));
        return null;
    }
}
