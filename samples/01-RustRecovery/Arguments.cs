namespace RustRecovery;

/// <summary>What was typed behind the program's name.</summary>
/// <param name="Answer">The answer to every decision card; null: the person is asked, or the first option is taken.</param>
internal sealed record Arguments(string? Answer)
{
    public static Arguments? Read(string[] args)
    {
        switch (args)
        {
            case []:
                return new(Answer: null);
            case ["--answer", var answer] when answer.Length == 1 || answer is "stop" or "retry":
                return new(answer);
            default:
                Console.Error.WriteLine($"error: '{string.Join(' ', args)}' is not understood. Use no argument, or --answer with A, B, ..., retry or stop.");
                return null;
        }
    }
}
