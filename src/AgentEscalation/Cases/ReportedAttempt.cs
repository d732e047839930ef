using AgentEscalation.Cases.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases;

/// <summary>One attempt as a report tells it.</summary>
/// <param name="Level">At which level.</param>
/// <param name="Number">Which attempt of the level, from 1.</param>
/// <param name="Verdict">What the verifier said of it; null when it was interrupted.</param>
/// <param name="Approach">What was done, as a digest.</param>
/// <param name="Guidance">What it acted on; null when it had none.</param>
/// <param name="Responder">Who gave that; null when nobody did.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Notes">What the specialist learned; empty when it says nothing.</param>
public sealed record ReportedAttempt(
    Level Level,
    int Number,
    Verdict? Verdict,
    Approach Approach,
    Guidance? Guidance,
    string? Responder,
    TimeSpan Elapsed,
    UntrustedText Notes = default)
{
    private const int MostLearned = 600;

    internal string Describe()
    {
        var advice = Responder is null ? "" : $" on the advice of {Responder}";
        var took = Verdict is null ? "" : $" ({Elapsed.TotalSeconds:0.###} s)";
        var end = Verdict switch
        {
            null => "interrupted",
            { IsVerified: true } => "verified",
            { Failure: { } failure } => $"failed: {Name(failure)}{FirstLine(failure.Text.Value)}",
            var unverifiable => $"could not be verified: {unverifiable.Value.Why}",
        };
        var learned = Notes.IsEmpty ? "" : $"\n  Learned: {Bound.Cut(Notes.Value!.ReplaceLineEndings(" "), MostLearned)}";
        return $"Level {(int)Level}, attempt {Number}{advice}: {end}{took}{learned}";
    }

    internal static string Name(Failure failure) => (failure.Class, failure.Code) switch
    {
        (null, null) => "",
        (null, { } code) => code,
        ({ } name, null) => name,
        ({ } name, { } code) => $"{name} {code}",
    };

    private static string FirstLine(string? text)
    {
        var line = text.AsSpan().TrimStart();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length == 0 ? "" : $", {Bound.Cut(line.ToString(), 200)}";
    }
}
