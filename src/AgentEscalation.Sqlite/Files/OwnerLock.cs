using System.Security.Cryptography;

namespace AgentEscalation.Sqlite.Files;

/// <summary>A small file beside the case file that the operating system holds locked for as long as its process lives: so the end of a
/// process is noticed at once, whatever the clocks say and however it ended.</summary>
internal sealed class OwnerLock : IDisposable
{
    private readonly FileStream _held;

    private OwnerLock(string name, FileStream held)
    {
        Name = name;
        _held = held;
    }

    /// <summary>Name of the file, without its folder.</summary>
    public string Name { get; }

    /// <summary>Takes a lock of its own; null where locks do not work, so that only signs of life count.</summary>
    public static OwnerLock? Take(string caseFile)
    {
        var name = Path.GetFileName(caseFile) + "-owner-" + RandomNumberGenerator.GetHexString(16, lowercase: true);
        var path = Path.Combine(Path.GetDirectoryName(caseFile)!, name);
        try
        {
            var held = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            var taken = new OwnerLock(name, held);
            if (!IsFree(caseFile, name))
            {
                return taken;
            }

            taken.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the process that held a lock is gone. A lock whose file is missing says nothing.</summary>
    public static bool IsFree(string caseFile, string name)
    {
        try
        {
            using var free = new FileStream(PathOf(caseFile, name), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes what a process that is gone left behind.</summary>
    public static void Remove(string caseFile, string name)
    {
        try
        {
            File.Delete(PathOf(caseFile, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file of no bytes that nobody needs.
        }
    }

    public void Dispose() => _held.Dispose();

    private static string PathOf(string caseFile, string name) =>
        Path.Combine(Path.GetDirectoryName(caseFile)!, Path.GetFileName(name));
}
