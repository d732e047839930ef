using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>A path below a workspace's root, by its text alone: relative, forward slashes, no <c>.</c> or <c>..</c>. Whether symbolic
/// links lead out of the root is checked where the path is used. Case is kept.</summary>
public readonly record struct WorkspacePath
{
    private const int MaxBytes = 4096;
    private const int MaxNameBytes = 255;
    private readonly string? _value;

    private WorkspacePath(string value) => _value = value;

    /// <summary>Reads a path. <c>./</c> and doubled slashes are dropped.</summary>
    /// <param name="text">The path as somebody gave it.</param>
    /// <param name="path">The path.</param>
    /// <param name="error">Why it is none, in a sentence; null when it is one.</param>
    /// <returns>False when the text is no path below the root.</returns>
    public static bool TryParse(string? text, out WorkspacePath path, out string? error)
    {
        path = default;
        error = Problem(text);
        if (error is not null)
        {
            return false;
        }

        var names = new List<string>();
        foreach (var name in text!.Split('/'))
        {
            if (name is "" or ".")
            {
                continue;
            }

            error = NameProblem(text, name);
            if (error is not null)
            {
                return false;
            }

            names.Add(name);
        }

        if (names.Count == 0 || text[^1] == '/' || text.EndsWith("/.", StringComparison.Ordinal))
        {
            error = $"'{text}' names a folder, not a file.";
            return false;
        }

        var joined = string.Join('/', names);
        if (IsRooted(joined))
        {
            // "./C:/x" is "C:/x" by now.
            error = NotRelative(text);
            return false;
        }

        path = new(joined);
        return true;
    }

    /// <summary>The path with forward slashes; empty for the default value, which is no path.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "";

    private static string? Problem(string? text) => text switch
    {
        null or "" => "The path is empty.",
        _ when text.AsSpan().ContainsAnyInRange('\0', '\x1F') || text.Contains('\x7F', StringComparison.Ordinal) =>
            "The path contains a control character.",
        _ when IsRooted(text) => NotRelative(text),
        _ when text.Contains('\\', StringComparison.Ordinal) => $"'{text}' contains a backslash; put '/' between folders.",
        _ when Encoding.UTF8.GetByteCount(text) > MaxBytes => $"The path is longer than {MaxBytes} bytes.",
        _ => null,
    };

    private static bool IsRooted(string text) =>
        text[0] is '/' or '\\' || text is "~" || text.StartsWith("~/", StringComparison.Ordinal)
        || (text.Length > 1 && text[1] == ':' && char.IsAsciiLetter(text[0]));

    private static string NotRelative(string text) => $"'{text}' is not relative to the workspace's root.";

    private static string? NameProblem(string text, string name) => name switch
    {
        ".." => $"'{text}' contains '..'; name the file from the workspace's root.",
        _ when Encoding.UTF8.GetByteCount(name) > MaxNameBytes => $"A name in '{text}' is longer than {MaxNameBytes} bytes.",
        _ when name.Equals(".git", StringComparison.OrdinalIgnoreCase) => $"'{text}' belongs to git.",
        _ when name.StartsWith(ApplyJournal.NamePrefix, StringComparison.OrdinalIgnoreCase) => $"'{text}' is a name this library uses itself.",
        _ when OperatingSystem.IsWindows() && IsWindowsDevice(name) => $"'{text}' is not a file name on Windows.",
        _ => null,
    };

    private static bool IsWindowsDevice(string name)
    {
        if (name.Contains(':', StringComparison.Ordinal) || name[^1] is '.' or ' ')
        {
            return true;
        }

        var stem = name.Split('.')[0].TrimEnd().ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
                && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³');
    }
}
