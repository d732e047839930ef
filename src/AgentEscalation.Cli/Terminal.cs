using Spectre.Console;

namespace AgentEscalation.Cli;

/// <summary>Where a command reads and writes. Results go to <see cref="Out"/>; everything that is not a result goes to <see cref="Error"/>.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Messages, and progress when results are for a program.</param>
/// <param name="In">Answers of a person.</param>
/// <param name="IsInteractive">Whether a person sits at both ends, so that there is something to redraw and somebody to ask.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TextReader In, bool IsInteractive)
{
    /// <summary>A console of Spectre over <see cref="Out"/>; without colours and redrawing when nobody looks at it.</summary>
    public IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Out),
        Interactive = IsInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        Ansi = IsInteractive ? AnsiSupport.Detect : AnsiSupport.No,
    });

    /// <summary>The terminal, or the pipes, that the process was started with.</summary>
    public static Terminal OfProcess() => new(
        System.Console.Out,
        System.Console.Error,
        System.Console.In,
        !System.Console.IsOutputRedirected && !System.Console.IsInputRedirected);

    /// <summary>Writes one line of error.</summary>
    /// <param name="message">The message, without the word error.</param>
    public void Fail(string message) => Error.WriteLine($"error: {message}");

    /// <summary>Writes a line that is not a result.</summary>
    /// <param name="message">The message.</param>
    public void Note(string message) => Error.WriteLine(message);
}
