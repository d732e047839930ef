using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust;

/// <summary>What the specialist says of its own attempt: what it changed and promises, or what it tried and why none of it helped. Short, since it is
/// part of reports.</summary>
internal static class RepairNotes
{
    private const int MostTried = 3;
    private const int MostLine = 90;

    /// <param name="result">What the search found.</param>
    /// <param name="verb">What the candidates were compiled for.</param>
    /// <param name="covered">Whether tests that run the changed lines passed with it.</param>
    public static string Of(RepairResult result, CargoVerb verb, bool covered) => result.Passed
        ? $"{Changes(result)}. It {result.Promise}; checked by {Checked(verb, covered)}."
        : Failed(result);

    private static string Changes(RepairResult result) => string.Join("; ", result.Applied.Select(change => Line($"{change.Id}: {change.Title}")));

    private static string Checked(CargoVerb verb, bool covered) => verb switch
    {
        CargoVerb.Test when covered => "the compiler, all tests, and a probe that tests run every changed statement",
        CargoVerb.Test => "the compiler, test code included",
        CargoVerb.Clippy => "the compiler and its lints about unsafe code",
        _ => "the compiler",
    };

    private static string Failed(RepairResult result)
    {
        var lines = result.Options.Select(option => $"compiles, not claimed since it {Promises.Of(option.Effect)}: {option.Applied[^1].Title}")
            .Concat(result.Refused.Select(what => $"refused: {what}")).Concat(result.Tried.Select(what => $"no help: {what}")).ToList();
        var more = lines.Count > MostTried ? $"; and {lines.Count - MostTried} more" : "";
        return lines.Count == 0 ? $"No repair is known for this; {result.Compiles} compiled." : string.Join("; ", lines.Take(MostTried).Select(Line)) + more;
    }

    private static string Line(string text) => text.Length <= MostLine ? text : text[..(MostLine - 3)] + "...";
}
