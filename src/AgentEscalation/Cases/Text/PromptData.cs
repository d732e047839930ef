using System.Globalization;
using System.Text;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Text;

/// <summary>The one way of untrusted text into a prompt: as a labelled block of data whose end the content cannot write.</summary>
internal static class PromptData
{
    public static string Encode(string label, string? text)
    {
        var content = Clean(text ?? "");
        var name = Trigger.Slug(label);
        var tag = Tag(content);
        return $"<{tag} label=\"{(name.Length == 0 ? "text" : name)}\">\n{content}\n</{tag}>";
    }

    /// <summary>A tag that the content does not contain: made of its digest, and counted on until it is so.</summary>
    private static string Tag(string content)
    {
        var hash = new FingerprintHash(Fingerprint.Version, stackalloc char[FingerprintHash.BufferLength]);
        hash.Add(content);
        for (var bits = (uint)hash.End(); ; bits++)
        {
            var tag = $"data-{bits:x8}";
            if (!content.Contains(tag, StringComparison.OrdinalIgnoreCase))
            {
                return tag;
            }
        }
    }

    /// <summary>Without what a reader does not see but a model may: control characters, zero-width and direction marks, tags, private use.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var hidden = Rune.GetUnicodeCategory(rune)
                is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
            if (!hidden || rune.Value is '\n' or '\t')
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString();
    }
}
