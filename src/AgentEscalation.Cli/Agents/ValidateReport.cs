using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Agents;

/// <summary>Findings as documents for programs.</summary>
internal static class ValidateReport
{
    public static string Json(IEnumerable<AgentDiagnostic> findings) => JsonDocuments.Text(writer =>
    {
        writer.WriteStartArray();
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("path", finding.Path);
            writer.WriteString("code", finding.Code);
            writer.WriteString("severity", Agents.Json.Word(finding.Severity));
            writer.WriteNumber("line", finding.Position.Line);
            writer.WriteNumber("column", finding.Position.Column);
            writer.WriteString("message", finding.Message);
            writer.WriteString("hint", finding.Hint);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>SARIF 2.1.0: one run, all rules, one result a finding.</summary>
    public static string Sarif(IEnumerable<AgentDiagnostic> findings) => JsonDocuments.Text(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "agent-escalation");
        writer.WriteStartArray("rules");
        foreach (var rule in DiagnosticRule.All)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Code);
            writer.WriteStartObject("shortDescription");
            writer.WriteString("text", rule.Title);
            writer.WriteEndObject();
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", SarifLevel(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            writer.WriteString("ruleId", finding.Code);
            writer.WriteString("level", SarifLevel(finding.Severity));
            writer.WriteStartObject("message");
            writer.WriteString("text", finding.Hint is null ? finding.Message : $"{finding.Message} ({finding.Hint})");
            writer.WriteEndObject();
            writer.WriteStartArray("locations");
            writer.WriteStartObject();
            writer.WriteStartObject("physicalLocation");
            writer.WriteStartObject("artifactLocation");
            writer.WriteString("uri", Uri(finding.Path));
            writer.WriteEndObject();
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", finding.Position.Line);
            writer.WriteNumber("startColumn", finding.Position.Column);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string SarifLevel(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "note",
        _ => "none",
    };

    /// <summary>A relative path stays relative, so that a report can be read on another machine.</summary>
    private static string Uri(string path) => Path.IsPathRooted(path)
        ? new Uri(path).AbsoluteUri
        : string.Join('/', path.Replace('\\', '/').Split('/').Select(System.Uri.EscapeDataString));
}
