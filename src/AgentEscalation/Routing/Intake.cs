using System.Collections.Immutable;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Routing;

/// <summary>The gate for everything that comes from outside: cut to size and freed of secrets before it becomes part of a case. What is
/// short and clean passes as the same instance.</summary>
internal static class Intake
{
    /// <summary>Most characters of an error, its surroundings, an answer.</summary>
    public const int MostText = 65_536;

    /// <summary>Most characters of a line: other errors, faults, names.</summary>
    public const int MostLine = 1024;

    private const int MostOthers = 100;
    private const int MostSteps = 100;
    private const int MostOptions = 26;

    public static Failure Clean(Failure failure) => Fits(failure) ? failure.Redacted() : Cut(failure).Redacted();

    public static Verdict Clean(Verdict verdict) => verdict switch
    {
        { Failure: { } failure } when !Fits(failure) => Verdict.Failed(Clean(failure)),
        { Why.Length: > MostLine } => Verdict.Unverifiable(Line(verdict.Why)),
        { IsVerified: true, Summary.Length: > MostLine } => Verdict.VerifiedWith(Line(verdict.Summary)),
        _ => verdict.Redacted(),
    };

    public static Guidance Clean(Guidance guidance) => (Fits(guidance) ? guidance : Cut(guidance)).Redacted();

    public static UntrustedText Clean(UntrustedText text) => text.Value is { } value ? Text(value) : text;

    public static ImmutableArray<DecisionOption> Clean(ImmutableArray<DecisionOption> options, int most) =>
        options.IsDefaultOrEmpty ? [] : Redaction.Redacted([.. options.Take(most).Select(Cut)]);

    /// <summary>A text that is written as one line of a case, trusted or not.</summary>
    public static string Line(string text) => Redactor.Redact(Bound.Cut(text, MostLine));

    public static string Text(string text) => Redactor.Redact(Bound.Cut(text, MostText));

    /// <summary>What an exception says, without its stack.</summary>
    public static string Line(Exception exception) => Line($"{exception.GetType().Name}: {exception.Message}");

    private static bool Fits(Failure failure) =>
        !(failure.Text.Value?.Length > MostText || failure.Context.Value?.Length > MostText || failure.Summary?.Length > MostLine)
        && (failure.Others.IsEmpty || (failure.Others.Length <= MostOthers && failure.Others.All(other => !(other.Value?.Length > MostLine))));

    private static Failure Cut(Failure failure) => failure with
    {
        Text = Cut(failure.Text),
        Context = Cut(failure.Context),
        Others = [.. failure.Others.Take(MostOthers).Select(other => new UntrustedText(Bound.Cut(other.Value ?? "", MostLine)))],
        Summary = failure.Summary is { } summary ? Bound.Cut(summary, MostLine) : null,
    };

    private static bool Fits(Guidance guidance) =>
        !(guidance.Text.Value?.Length > MostText) && Fits(guidance.Steps) && guidance.Options.IsDefaultOrEmpty;

    private static bool Fits(ImmutableArray<GuidanceStep> steps) =>
        !steps.IsDefault && (steps.IsEmpty
            || (steps.Length <= MostSteps && steps.All(step => step.Arguments.All(argument => argument.Value.Length <= MostText))));

    private static Guidance Cut(Guidance guidance) => guidance with
    {
        Text = Cut(guidance.Text),
        Steps = Cut(guidance.Steps),
        Options = guidance.Options.IsDefaultOrEmpty ? [] : [.. guidance.Options.Take(MostOptions).Select(Cut)],
    };

    private static DecisionOption Cut(DecisionOption option) => option with
    {
        Title = Bound.Cut(option.Title.Value ?? "", MostLine),
        Description = Cut(option.Description),
        Steps = Cut(option.Steps),
        MayEdit = option.MayEdit.IsDefault ? [] : option.MayEdit,
        Consequence = option.Consequence is { } consequence ? Bound.Cut(consequence, MostLine) : null,
    };

    private static UntrustedText Cut(UntrustedText text) => text.Value is { } value ? Bound.Cut(value, MostText) : text;

    private static ImmutableArray<GuidanceStep> Cut(ImmutableArray<GuidanceStep> steps) => Fits(steps)
        ? steps
        : steps.IsDefault ? []
        :
        [
            .. steps.Take(MostSteps).Select(step => step with
            {
                Arguments = step.Arguments.SetItems(
                    step.Arguments.Where(a => a.Value.Length > MostText).Select(a => KeyValuePair.Create(a.Key, Bound.Cut(a.Value, MostText)))),
            }),
        ];
}
