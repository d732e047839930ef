namespace AgentEscalation.Agents.Reading;

/// <summary>Where the frontmatter of a file is, and its parsed root.</summary>
internal sealed class Frontmatter
{
    /// <summary>Line index of the first line after the opening marker.</summary>
    public const int FirstLine = 1;

    /// <summary>Line index of the closing marker; -1 when the file has none.</summary>
    public int CloseLine { get; init; } = -1;

    /// <summary>The map; null when rejected or empty.</summary>
    public YamlNode? Root { get; init; }

    /// <summary>The text that was parsed: the file's, or the repaired one with the same lines.</summary>
    public string Yaml { get; init; } = "";

    public bool Rejected { get; init; }
}
