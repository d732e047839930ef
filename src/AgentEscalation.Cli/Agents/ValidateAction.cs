using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Agents;

/// <summary>What to validate.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Folders">Where other agents are looked up.</param>
/// <param name="Enabled">Rules that are off otherwise.</param>
/// <param name="Strict">Whether a warning fails.</param>
internal sealed record ValidateRequest(string[] Paths, string[] Folders, string[] Enabled, bool Strict);

/// <summary><c>agents validate</c>.</summary>
internal static class ValidateAction
{
    private const int WarningWhenStrict = 2;

    public static int Run(ValidateRequest request, ReportFormat format, Terminal terminal)
    {
        var roots = AgentPaths.Roots(request.Paths, out var named);
        var catalog = AgentCatalog.Create([.. roots, .. request.Folders.Select(AgentPaths.Folder)]);
        var files = catalog.Files.Where(f => named.Contains(Path.GetFullPath(f.Path))).DistinctBy(f => Path.GetFullPath(f.Path)).ToList();
        var findings = catalog.Diagnostics
            .Where(d => named.Contains(Path.GetFullPath(d.Path)))
            .Concat(request.Enabled.Contains("AE0302") ? files.Where(HasNoLadder).Select(NoLadder) : [])
            .Distinct()
            .OrderBy(d => d.Path, StringComparer.Ordinal).ThenBy(d => d.Position.Line).ThenBy(d => d.Position.Column)
            .ToList();
        switch (format)
        {
            case ReportFormat.Json:
                terminal.Out.WriteLine(ValidateReport.Json(findings));
                break;
            case ReportFormat.Sarif:
                terminal.Out.WriteLine(ValidateReport.Sarif(findings));
                break;
            default:
                findings.ForEach(d => terminal.Out.WriteLine(Printable.Of(d.ToString())));
                break;
        }

        var errors = findings.Count(d => d.Severity == DiagnosticSeverity.Error);
        var warnings = findings.Count(d => d.Severity == DiagnosticSeverity.Warning);
        terminal.Note($"{files.Count} files, {files.Count(f => f.Agent is not null)} agents: {errors} errors, {warnings} warnings, "
            + $"{findings.Count - errors - warnings} infos");
        return errors > 0 ? ExitCode.Broken : request.Strict && warnings > 0 ? WarningWhenStrict : ExitCode.Done;
    }

    private static bool HasNoLadder(AgentFile file) => file.Agent is { Protocol: null or { Levels.IsEmpty: true } };

    private static AgentDiagnostic NoLadder(AgentFile file) => new()
    {
        Code = "AE0302",
        Severity = DiagnosticSeverity.Warning,
        Path = file.Path,
        Position = new(1, 1),
        Message = "The file has no escalation protocol",
        Hint = "the defaults of the policy apply, and nobody answers at levels 2 and 3",
    };
}
