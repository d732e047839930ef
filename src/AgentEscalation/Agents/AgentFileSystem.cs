using System.IO.Enumeration;

namespace AgentEscalation.Agents;

/// <summary>The only place where agent files are opened.</summary>
internal static class AgentFileSystem
{
    public static IEnumerable<string> Enumerate(string directory, bool recursive)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = recursive, AttributesToSkip = FileAttributes.Device, IgnoreInaccessible = true };
        var found = new FileSystemEnumerable<string>(directory, static (ref entry) => entry.ToSpecifiedFullPath(), options)
        {
            ShouldIncludePredicate = static (ref entry) =>
                !entry.IsDirectory && entry.FileName.EndsWith(".md", StringComparison.OrdinalIgnoreCase),
            ShouldRecursePredicate = static (ref entry) =>
                !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.FileName is not ".git" and not "node_modules",
        };
        return found.Order(StringComparer.Ordinal);
    }

    /// <summary>Reads a file and at most one byte more than is allowed; a file that cannot be opened is a rejected one.</summary>
    public static AgentFile Read(string path, bool named)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var buffer = new byte[Math.Clamp(stream.CanSeek ? stream.Length + 1 : 0, 4096, AgentFileReader.MaxBytes + 1)];
            var count = 0;
            while (count <= AgentFileReader.MaxBytes)
            {
                if (count == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, AgentFileReader.MaxBytes + 1));
                }

                var read = stream.Read(buffer.AsSpan(count));
                if (read == 0)
                {
                    break;
                }

                count += read;
            }

            return AgentFileReader.Read(buffer.AsSpan(0, count), path, named);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AgentFileReader.Unreadable(path, e.Message);
        }
    }
}
