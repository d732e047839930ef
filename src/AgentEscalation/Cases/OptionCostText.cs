using System.Globalization;

namespace AgentEscalation.Cases;

/// <summary>What an option takes, in words.</summary>
internal static class OptionCostText
{
    public static string Of(OptionCost cost)
    {
        List<string> parts = [];
        if (cost.Time is { } time)
        {
            parts.Add(Time(time));
        }

        if (cost.Usage is { } usage && usage != Usage.None)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{usage.InputTokens + usage.OutputTokens:N0} tokens"));
            if (usage.Money > 0)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{usage.Money:0.####} of money"));
            }
        }

        if (cost.Lines is { } lines)
        {
            parts.Add(lines == 0 && cost.Files is 0 or null ? "no changed line" : Counted(lines, "line") + (cost.Files is { } files ? " in " + Counted(files, "file") : ""));
        }
        else if (cost.Files is { } files)
        {
            parts.Add(Counted(files, "file"));
        }

        return parts.Count == 0 ? "not known" : (cost.Measured ? "" : "about ") + string.Join(", ", parts);
    }

    private static string Time(TimeSpan time) => time.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes):0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0.1, time.TotalSeconds):0.#} s");

    private static string Counted(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
