using AgentEscalation.Cases;
using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Testing.Assertions;

/// <summary>Says what a report has to tell; the first sentence that does not hold throws <see cref="LadderAssertionException"/>. Immutable; safe
/// for any thread.</summary>
public sealed class ReportAssert
{
    private readonly CaseReport _report;

    private ReportAssert(CaseReport report) => _report = report;

    /// <summary>About a report.</summary>
    /// <param name="report">The report, for example what an adviser was handed.</param>
    /// <returns>The sentences to say of it.</returns>
    public static ReportAssert That(CaseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(report);
    }

    /// <summary>It goes to a level.</summary>
    /// <param name="level">Level 2 to 4.</param>
    /// <returns>This.</returns>
    public ReportAssert GoesTo(Level level) => Check(_report.Level == level, $"a report to level {(int)level}", $"level {(int)_report.Level}");

    /// <summary>It has these fields, each with something in it.</summary>
    /// <param name="labels">Labels as the policy has them; none: problem, attempted, error and request.</param>
    /// <returns>This.</returns>
    public ReportAssert HasFields(params IEnumerable<string> labels)
    {
        string[] wanted = [.. labels];
        (string Label, string? Text)[] fields = wanted.Length == 0
            ? [("Problem", _report.Problem), ("Attempted", _report.Attempted.Value), ("Error", _report.Error.Value), ("Request", _report.Request)]
            : [.. wanted.Select(label => (label, _report.Fields.Where(field => field.Label == label).Select(field => field.Text.Value).FirstOrDefault()))];
        foreach (var (label, text) in fields)
        {
            Check(!string.IsNullOrWhiteSpace(text), $"'{label}' in the report", $"nothing there; it has {string.Join(", ", _report.Fields.Select(field => field.Label))}");
        }

        return this;
    }

    /// <summary>Its history names every attempt that was made so far, and that there were so many.</summary>
    /// <param name="count">How many there were.</param>
    /// <returns>This.</returns>
    public ReportAssert TellsAttempts(int count)
    {
        Check(_report.Attempts.Length == count, $"{count} attempts in the report", $"{_report.Attempts.Length}");
        foreach (var attempt in _report.Attempts)
        {
            Says(ReportPart.Attempted, $"Level {(int)attempt.Level}, attempt {attempt.Number}");
        }

        return this;
    }

    /// <summary>Somewhere in a part of it this stands.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="text">The text, case counts.</param>
    /// <returns>This.</returns>
    public ReportAssert Says(ReportPart part, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var found = TextOf(part);
        return Check(found.Contains(text, StringComparison.Ordinal), $"'{text}' in {part}", found.Length == 0 ? "nothing there" : found);
    }

    /// <summary>None of these stands anywhere in it, and nothing that has the shape of a secret.</summary>
    /// <param name="secrets">What must not be told, for example the key that the error printed.</param>
    /// <returns>This.</returns>
    public ReportAssert HasNoSecret(params IEnumerable<string> secrets)
    {
        string[] all = [.. secrets];
        foreach (var part in Enum.GetValues<ReportPart>())
        {
            var text = TextOf(part);
            var told = Array.FindIndex(all, secret => text.Contains(secret, StringComparison.Ordinal));

            // The message goes to a log: it must not be what tells the secret.
            Check(told < 0, $"no secret in {part}", $"number {told + 1} of those given");
            Check(Redactor.Redact(text) == text, $"nothing in {part} that has the shape of a secret", "something that redaction would cover");
        }

        return this;
    }

    /// <summary>All its parts together are at most this long.</summary>
    /// <param name="characters">How many characters.</param>
    /// <returns>This.</returns>
    public ReportAssert FitsIn(int characters)
    {
        var length = Enum.GetValues<ReportPart>().Sum(part => TextOf(part).Length);
        return Check(length <= characters, $"a report of at most {characters} characters", $"{length}");
    }

    private string TextOf(ReportPart part) => part switch
    {
        ReportPart.Problem => _report.Problem,
        ReportPart.Attempted => _report.Attempted.Value ?? "",
        ReportPart.Error => _report.Error.Value ?? "",
        ReportPart.Context => _report.Context.Value ?? "",
        _ => _report.Request,
    };

    private ReportAssert Check(bool holds, string expected, string found) => holds
        ? this
        : throw new LadderAssertionException($"Expected {expected}; found: {found}.\nThe report of {_report.Agent} to level {(int)_report.Level}.");
}
