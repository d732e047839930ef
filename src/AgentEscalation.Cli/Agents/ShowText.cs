using System.Globalization;
using AgentEscalation.Agents;
using AgentEscalation.Policies;

namespace AgentEscalation.Cli.Agents;

/// <summary>An agent for people: the ladder that would run, with a mark at every value that the file does not state.</summary>
internal static class ShowText
{
    public static void Write(TextWriter output, AgentDefinition agent, ResolvedPolicy resolved)
    {
        output.WriteLine(agent.Name.Length == 0 ? "(no name)" : agent.Name);
        output.WriteLine($"  {agent.Description.ReplaceLineEndings(" ").Trim()}");
        output.WriteLine($"  model  {agent.Model ?? "not stated"}");
        output.WriteLine($"  tools  {Tools(agent)}");
        output.WriteLine();
        foreach (var level in new[] { Level.SelfRecovery, Level.PeerConsultation, Level.ArchitectureReview, Level.UserDecision })
        {
            WriteLevel(output, level, resolved);
        }

        var fields = string.Join(", ", resolved.Policy.ReportFields);
        output.WriteLine($"  report    {fields}{Mark(resolved, Level.None, nameof(EscalationPolicy.ReportFields))}");
        if (resolved.Policy.Deadline is { } deadline)
        {
            output.WriteLine($"  deadline  {Words(deadline)}");
        }

        foreach (var addressee in resolved.Unresolved)
        {
            output.WriteLine($"  not found {addressee.Text} (line {addressee.Position.Line})");
        }

        WriteErrors(output, resolved.Policy);
        foreach (var diagnostic in agent.Diagnostics)
        {
            output.WriteLine(diagnostic);
        }
    }

    private static void WriteLevel(TextWriter output, Level level, ResolvedPolicy resolved)
    {
        string Value(string text, string member) => text + Mark(resolved, level, member);
        var policy = resolved.Policy[level];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  level {(int)level}  {policy.Title}"));
        output.WriteLine("    attempts  " + Value(policy.Attempts.ToString(CultureInfo.InvariantCulture), nameof(LevelPolicy.Attempts)));
        output.WriteLine("    time      " + Value(Words(policy.Timeout), nameof(LevelPolicy.Timeout)));
        output.WriteLine("    target    " + Value(policy.Target?.ToString() ?? "none", nameof(LevelPolicy.Target)));
        if (level is Level.PeerConsultation or Level.ArchitectureReview)
        {
            output.WriteLine($"    asks      {(policy.To.IsEmpty ? "nobody: the level is passed" : string.Join(", then ", policy.To))}");
        }

        if (!policy.Triggers.IsEmpty)
        {
            output.WriteLine($"    triggers  {string.Join("; ", policy.Triggers.Select(t => t.Text))}");
        }

        output.WriteLine();
    }

    private static void WriteErrors(TextWriter output, EscalationPolicy policy)
    {
        if (policy.Errors.IsEmpty)
        {
            output.WriteLine();
            return;
        }

        output.WriteLine();
        output.WriteLine($"  {policy.Errors.Length} errors");
        var width = Math.Min(40, policy.Errors.Max(e => e.Name.Length));
        foreach (var error in policy.Errors)
        {
            output.WriteLine($"    {error.Name.PadRight(width)}  {error.Recovery ?? "no recovery stated"}");
        }

        output.WriteLine();
    }

    private static string Tools(AgentDefinition agent) => agent.Tools.Kind switch
    {
        ToolAccessKind.All => "all",
        ToolAccessKind.None => "none",
        _ => string.Join(", ", agent.Tools.Names),
    };

    private static string Mark(ResolvedPolicy resolved, Level level, string member) => resolved.IsDefault(level, member) ? "  (default)" : "";

    private static string Words(TimeSpan time) => time switch
    {
        { Seconds: 0, Minutes: 0, Hours: 0, Days: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays} d"),
        { Seconds: 0, Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours} h"),
        { Seconds: 0 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
    };
}
