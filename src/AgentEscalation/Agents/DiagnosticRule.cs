using System.Collections.Frozen;
using System.Collections.Immutable;
using static AgentEscalation.Agents.DiagnosticSeverity;

namespace AgentEscalation.Agents;

/// <summary>A rule that agent files are checked against.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Severity">The usual severity; AE0103 and AE0501 have two, the milder one is given here.</param>
/// <param name="Title">What the rule finds, in a few words.</param>
public sealed record DiagnosticRule(string Code, DiagnosticSeverity Severity, string Title)
{
    /// <summary>All rules by code, in order.</summary>
    public static ImmutableArray<DiagnosticRule> All { get; } =
    [
        new("AE0100", Error, "File cannot be read"),
        new("AE0101", Info, "Byte order mark"),
        new("AE0102", Error, "Not UTF-8"),
        new("AE0103", Warning, "No frontmatter"),
        new("AE0104", Error, "Frontmatter not closed"),
        new("AE0105", Error, "Invalid YAML"),
        new("AE0106", Error, "Duplicate key"),
        new("AE0107", Error, "Frontmatter is not a map"),
        new("AE0108", Error, "Size, depth or alias limit"),
        new("AE0110", Warning, "Value quoted by repair"),
        new("AE0111", Warning, "Lines joined by repair"),
        new("AE0112", Error, "Repair needed but an escalation block is present"),
        new("AE0201", Error, "Name missing"),
        new("AE0202", Error, "Name is not text"),
        new("AE0203", Error, "Name invalid"),
        new("AE0204", Info, "Template placeholder"),
        new("AE0205", Warning, "Name is not kebab-case"),
        new("AE0206", Info, "Name differs from the file name"),
        new("AE0207", Warning, "Name differs by case only from another"),
        new("AE0210", Error, "Description missing"),
        new("AE0220", Error, "Duplicate name in one root"),
        new("AE0221", Info, "Name shadowed by a nearer root"),
        new("AE0230", Error, "Tools of a wrong type"),
        new("AE0231", Warning, "Near-miss key"),
        new("AE0232", Info, "Unknown key"),
        new("AE0233", Info, "Unknown model"),
        new("AE0234", Info, "Scalar read as text"),
        new("AE0301", Warning, "Unpaired code fence"),
        new("AE0302", Off, "No escalation protocol"),
        new("AE0303", Error, "Level defined twice"),
        new("AE0304", Error, "Gap or wrong order in the level numbers"),
        new("AE0305", Warning, "Number of levels differs from the text"),
        new("AE0306", Warning, "Last level has no addressee"),
        new("AE0307", Warning, "Two values for one label in a level"),
        new("AE0308", Warning, "Label without content"),
        new("AE0309", Info, "Text under a level not understood"),
        new("AE0310", Warning, "Block and prose disagree"),
        new("AE0320", Error, "Unknown or invalid key in the block"),
        new("AE0401", Warning, "Number, duration or percentage not understood"),
        new("AE0402", Info, "Retries read as tries plus one"),
        new("AE0403", Error, "Value out of range"),
        new("AE0404", Warning, "Target without a base"),
        new("AE0501", Warning, "Target agent does not exist"),
        new("AE0502", Info, "Target is a role in words"),
        new("AE0503", Info, "Bare name resolved to an agent"),
        new("AE0504", Warning, "Escalation cycle"),
        new("AE0505", Warning, "Same target at two levels"),
        new("AE0506", Info, "Mention of an agent that does not exist"),
        new("AE0507", Info, "Target has no escalation protocol"),
        new("AE0508", Warning, "Target is the agent itself"),
        new("AE0601", Warning, "Error row without recovery or with missing cells"),
    ];

    private static readonly FrozenDictionary<string, DiagnosticRule> ByCode = All.ToFrozenDictionary(r => r.Code, StringComparer.Ordinal);

    /// <summary>The rule of a code; null when there is none.</summary>
    /// <param name="code">A code such as AE0105.</param>
    /// <returns>The rule or null.</returns>
    public static DiagnosticRule? Find(string code) => ByCode.GetValueOrDefault(code);

    internal static DiagnosticSeverity SeverityOf(string code) => ByCode[code].Severity;
}
