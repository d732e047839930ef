using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;

namespace AgentEscalation.Cli.Run;

/// <summary>What the ladder's values are called in output: plain words for people, slugs for programs.</summary>
internal static class Words
{
    /// <summary>Why a case moved up, as the end of a sentence.</summary>
    /// <param name="cause">The cause.</param>
    /// <param name="detail">The trigger's id, where there is one.</param>
    /// <returns>The words.</returns>
    public static string Of(EscalationCause cause, string? detail) => cause switch
    {
        EscalationCause.AttemptsUsed => "its attempts are used up",
        EscalationCause.LevelTime => "its time is over",
        EscalationCause.Deadline => "the deadline leaves no room for another attempt",
        EscalationCause.Budget => "the budget leaves no room for another attempt",
        EscalationCause.NobodyAnswered => "nobody answered",
        EscalationCause.NoProgress => "the same error came back after the same approach",
        EscalationCause.RetryIsPointless => "trying again there cannot help",
        EscalationCause.Trigger => $"trigger {Printable.Line(detail)}",
        EscalationCause.BelongsHigherUp => "it belongs higher up",
        _ => "it is a major decision",
    };

    /// <summary>Why a task is unresolved, as a sentence.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>The words.</returns>
    public static string Of(UnresolvedReason reason) => reason switch
    {
        UnresolvedReason.LadderExhausted => "every level was used up",
        UnresolvedReason.Stopped => "stopped and restored",
        UnresolvedReason.CardExpired => "nobody decided in time",
        UnresolvedReason.Unverifiable => "the verifier could not say anything, twice",
        UnresolvedReason.WorkspaceChanged => "your files changed meanwhile",
        UnresolvedReason.ApplyFailed => "the verified result could not be written",
        UnresolvedReason.SpecialistMissing => "its specialist or verifier is not there any more",
        _ => "no reason was given",
    };

    /// <summary>The name of an enum's value as programs read it: <c>workspace-changed</c>.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>Lower-case words with dashes.</returns>
    public static string Slug<T>(T value)
        where T : struct, Enum => Slug(value.ToString());

    /// <summary>The kind of an event as programs read it: <c>attempt-started</c>.</summary>
    /// <param name="e">The event.</param>
    /// <returns>Lower-case words with dashes.</returns>
    public static string Slug(CaseEvent e) => Slug(e.GetType().Name);

    private static string Slug(string name) => string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    /// <summary>What an error is called: its class and its code.</summary>
    /// <param name="failure">The error.</param>
    /// <returns>For example <c>borrow-checker E0502</c>.</returns>
    public static string Of(Failure failure) => (failure.Class, failure.Code) switch
    {
        (null, null) => "an error",
        (null, { } code) => Printable.Line(code),
        ({ } name, null) => Printable.Line(name),
        ({ } name, { } code) => $"{Printable.Line(name)} {Printable.Line(code)}",
    };

    /// <summary>A number with its noun.</summary>
    /// <param name="count">The number.</param>
    /// <param name="one">The noun for 1.</param>
    /// <param name="many">The noun otherwise.</param>
    /// <returns>For example <c>2 attempts</c>.</returns>
    public static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
