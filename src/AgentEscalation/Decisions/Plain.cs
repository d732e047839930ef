using System.Text;
using AgentEscalation.Cases.Text;

namespace AgentEscalation.Decisions;

/// <summary>Names that somebody gave, made fit for a line of a log: neither control characters nor marks that turn the direction of reading.</summary>
internal static class Plain
{
    /// <summary>Most characters of a name.</summary>
    public const int MostName = 200;

    public static string Name(string? name, string otherwise)
    {
        var line = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            if (line.Length >= MostName)
            {
                break;
            }

            line.Append(Rune.GetUnicodeCategory(rune) switch
            {
                System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                    or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator => " ",
                _ => rune.ToString(),
            });
        }

        var clean = Redactor.Redact(line.ToString().Trim());
        return clean.Length == 0 ? otherwise : clean;
    }
}
