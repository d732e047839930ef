namespace AgentEscalation.Workspaces;

/// <summary>A pattern over paths: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders, none included. Everything else
/// stands for itself. Matching takes at most pattern times path steps.</summary>
internal sealed class Glob
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string[] _names;

    public Glob(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        _names = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    public bool IsMatch(string path)
    {
        var names = path.Split('/');
        int pattern = 0, name = 0, starPattern = -1, starName = 0;
        while (name < names.Length)
        {
            if (pattern < _names.Length && _names[pattern] == "**")
            {
                starPattern = pattern++;
                starName = name;
            }
            else if (pattern < _names.Length && IsNameMatch(_names[pattern], names[name]))
            {
                pattern++;
                name++;
            }
            else if (starPattern >= 0)
            {
                // The last ** takes one folder more; earlier ones never need to.
                pattern = starPattern + 1;
                name = ++starName;
            }
            else
            {
                return false;
            }
        }

        while (pattern < _names.Length && _names[pattern] == "**")
        {
            pattern++;
        }

        return pattern == _names.Length;
    }

    private static bool IsNameMatch(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, starName = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                starName = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || name.AsSpan(n, 1).Equals(pattern.AsSpan(p, 1), Comparison)))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++starName;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
