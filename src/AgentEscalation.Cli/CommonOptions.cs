using System.CommandLine;
using System.CommandLine.Parsing;

namespace AgentEscalation.Cli;

/// <summary>Options that several commands have, each with the same words and the same errors.</summary>
internal static class CommonOptions
{
    /// <summary><c>--format text|json</c>.</summary>
    public static Option<OutputFormat> Format()
    {
        var option = new Option<OutputFormat>("--format")
        {
            Description = "text (for people; the default) or json: one document on the standard output and nothing else there.",
            HelpName = "text|json",
            CustomParser = result => Choice(result, OutputFormat.Text, ("text", OutputFormat.Text), ("json", OutputFormat.Json)),
        };
        option.CompletionSources.Add("text", "json");
        return option;
    }

    /// <summary>Reads one word of a fixed set.</summary>
    /// <typeparam name="T">What the words stand for.</typeparam>
    /// <param name="result">The option as it was parsed.</param>
    /// <param name="otherwise">The value after an error.</param>
    /// <param name="words">The words.</param>
    /// <returns>What the word stands for.</returns>
    public static T Choice<T>(ArgumentResult result, T otherwise, params ReadOnlySpan<(string Word, T Value)> words)
    {
        var given = result.Tokens is [var token] ? token.Value : "";
        foreach (var (word, value) in words)
        {
            if (string.Equals(word, given, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var names = new List<string>();
        foreach (var (word, _) in words)
        {
            names.Add(word);
        }

        result.AddError($"'{given}' is unknown ({Name(result)}). Use one of: {string.Join(", ", names)}.");
        return otherwise;
    }

    /// <summary>Reads a time such as <c>90s</c>, <c>10m</c>, <c>2h</c> or <c>1d</c>.</summary>
    /// <param name="result">The option as it was parsed.</param>
    /// <returns>The time; null after an error.</returns>
    public static TimeSpan? Duration(ArgumentResult result)
    {
        var given = result.Tokens is [var token] ? token.Value : "";
        if (Durations.TryParse(given, out var duration))
        {
            return duration;
        }

        result.AddError($"'{given}' is not a time ({Name(result)}). Write a whole number and s, m, h or d, for example 10m.");
        return null;
    }

    private static string Name(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
