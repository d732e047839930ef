using System.Text;

namespace AgentEscalation.Policies;

/// <summary>A named reason to go to a level directly. It is matched by <see cref="Id"/>, never by its text.</summary>
/// <param name="Id">Kebab-case id, unique within a policy.</param>
/// <param name="Text">What people read.</param>
public sealed record Trigger(string Id, string Text)
{
    /// <summary>A trigger whose id is the slug of its text.</summary>
    /// <param name="text">What people read; at least one letter or digit.</param>
    /// <returns>The trigger.</returns>
    public static Trigger FromText(string text) => new(Slug(text), text);

    /// <summary>Lower-case letters and digits of a text, runs of anything else as one dash: "Complex ownership design" gives
    /// "complex-ownership-design".</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The slug; empty when the text has no letter and no digit.</returns>
    public static string Slug(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var slug = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
