namespace AgentEscalation.Agents.Reading;

internal enum BodyLineKind
{
    Blank,
    Heading,
    Fence,
    Code,
    Table,
    Item,
    Rule,
    Comment,
    Text,
}

/// <summary>A line of the body and what it is in Markdown.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Content">The text without heading marks and list sign, trimmed.</param>
/// <param name="Rank">Rank of a heading, 1 to 6.</param>
internal readonly record struct BodyLine(BodyLineKind Kind, TextPiece Content, int Rank = 0);
