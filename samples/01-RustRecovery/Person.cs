using AgentEscalation.Cases;

namespace RustRecovery;

/// <summary>Answers a decision card: with the answer of the command line, else on the terminal, else with the first option that was tried,
/// else by stopping.</summary>
internal static class Person
{
    public static Decision Decide(DecisionCard card, string? answer)
    {
        Console.WriteLine("  level 4: somebody has to decide");
        foreach (var option in card.Options)
        {
            Console.WriteLine($"    [{option.Key}] {option.Title.Value}");
            Console.WriteLine($"        {option.Consequence}");
        }

        var key = answer ?? Ask(card.Options.FirstOrDefault(option => option.Verified is true)?.Key ?? card.SafeDefault);
        Console.WriteLine($"    the answer is {key}");
        return card.Choose(key);
    }

    private static string Ask(string usual)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return usual;
        }

        Console.Write($"    Your choice (Enter for {usual}): ");
        return Console.ReadLine() is { } typed && !string.IsNullOrWhiteSpace(typed) ? typed.Trim() : usual;
    }
}
