namespace AgentEscalation.Agents.Reading;

/// <summary>Why a frontmatter could not be parsed.</summary>
/// <param name="Code">The diagnostic: AE0105 or AE0108.</param>
/// <param name="Position">Where, in the file.</param>
/// <param name="Message">What the parser said.</param>
internal sealed record YamlFailure(string Code, SourcePosition Position, string Message);
