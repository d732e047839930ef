using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Scorecards;

namespace RustRecovery;

/// <summary>Tells climbs to somebody who sees one for the first time.</summary>
internal static class Story
{
    public static void Begin(Crate crate)
    {
        Console.WriteLine();
        Console.WriteLine($"── {crate.Name}: {crate.Mistake} ──");
    }

    public static void Tell(params IEnumerable<CaseEvent> events)
    {
        foreach (var e in events)
        {
            if (Line(e) is { } line)
            {
                Console.WriteLine($"  {line}");
            }
        }
    }

    public static void End(RunResult run)
    {
        foreach (var line in run.Diff.Split('\n').Where(line => line is ['+' or '-', ..] && !line.StartsWith("--- ", StringComparison.Ordinal)))
        {
            Console.WriteLine(line.StartsWith("+++ b/", StringComparison.Ordinal) ? $"    {line[6..]}:" : $"      {line}");
        }

        Console.WriteLine($"  => {run}{(run.Detail is { } detail ? $": {detail}" : "")}");
    }

    public static void Score(Scorecard scorecard)
    {
        Console.WriteLine();
        Console.WriteLine("── The scorecard: level 1 is to resolve 70 %, level 2 80 % of what is left, level 4 is to see fewer than 2 % ──");
        Console.WriteLine(scorecard.ToText().Split("\n\n")[0]);
        Console.WriteLine("  Ten cases prove little, and the tenth was made for level 4: that is what the intervals say.");
    }

    private static string? Line(CaseEvent e) => e switch
    {
        CaseOpened x => $"cargo test fails: {Name(x.Failure)}{More(x.Failure)}\n            {FirstLine(x.Failure.Text.Value)}",
        ConsultEnded { Guidance: { HigherUp: null } answer } x => $"  level {(int)x.Level}: {x.Responder}: {FirstLine(answer.Text.Value)}",
        ConsultEnded { Guidance: not null } x => $"  level {(int)x.Level}: {x.Responder}: this belongs higher up",
        ConsultEnded x => $"  level {(int)x.Level}: {x.Responder} has no answer",
        AttemptEnded { Verdict.IsVerified: true } x => $"  level {(int)x.Level}, attempt {x.Number}: cargo test passes ({x.Elapsed.TotalSeconds:0.0} s)",
        AttemptEnded x => $"  level {(int)x.Level}, attempt {x.Number}: still {(x.Verdict.Failure is { } left ? Name(left) : x.Verdict.Why)} ({x.Elapsed.TotalSeconds:0.0} s)",
        Escalated { From: not Level.None } x => $"up to level {(int)x.To}",
        _ => null,
    };

    private static string Name(Failure failure) => string.Join(' ', new[] { failure.Class, failure.Code }.OfType<string>());

    private static string More(Failure failure) => failure.Others.Length switch { 0 => "", 1 => " and 1 more", var n => $" and {n} more" };

    private static string FirstLine(string? text) => (text ?? "").Trim().Split('\n')[0];
}
