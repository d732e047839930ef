using System.Globalization;

namespace AgentEscalation.Cli;

/// <summary>Times as they are written on the command line and shown to people.</summary>
internal static class Durations
{
    /// <summary>Reads a whole number with a unit.</summary>
    /// <param name="text">For example <c>10m</c>.</param>
    /// <param name="duration">The time, more than 0 and at most 365 days.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (text is not { Length: > 1 }
            || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var seconds = text[^1] switch { 's' => 1L, 'm' => 60L, 'h' => 3_600L, 'd' => 86_400L, _ => 0L } * number;
        duration = TimeSpan.FromSeconds(Math.Min(seconds, 366 * 86_400L));
        return duration > TimeSpan.Zero && duration <= TimeSpan.FromDays(365);
    }

    /// <summary>Writes a time as people say it: <c>0.4 s</c>, <c>12 s</c>, <c>4:31</c>, <c>2:00:00</c>.</summary>
    /// <param name="duration">The time.</param>
    /// <returns>The text.</returns>
    public static string Show(TimeSpan duration) =>
        duration < TimeSpan.FromSeconds(10) ? $"{duration.TotalSeconds:0.0} s"
        : duration < TimeSpan.FromMinutes(1) ? $"{duration.TotalSeconds:0} s"
        : duration < TimeSpan.FromHours(1) ? $"{(int)duration.TotalMinutes}:{duration.Seconds:00}"
        : $"{(int)duration.TotalHours}:{duration.Minutes:00}:{duration.Seconds:00}";
}
