using Microsoft.Win32.SafeHandles;

namespace AgentEscalation.Workspaces;

/// <summary>Permission bits, and files written with them.</summary>
internal static class FileModes
{
    public const UnixFileMode Plain = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    public const UnixFileMode PlainProgram = Plain | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public static UnixFileMode Of(SafeFileHandle file) => OperatingSystem.IsWindows() ? Plain : File.GetUnixFileMode(file);

    public static UnixFileMode Of(string path) => OperatingSystem.IsWindows() ? Plain : File.GetUnixFileMode(path);

    public static bool IsExecutable(UnixFileMode mode) => (mode & UnixFileMode.UserExecute) != UnixFileMode.None;

    /// <summary>Nobody may write: a wish of the owner that holds for the superuser, too.</summary>
    public static bool IsReadOnly(UnixFileMode mode) => (mode & Write) == UnixFileMode.None;

    /// <summary>Creates a file that does not exist; a symbolic link in its place is an error, never followed.</summary>
    public static SafeFileHandle Create(string path, UnixFileMode mode)
    {
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(handle, mode);
        }

        return handle;
    }

    /// <summary>Puts a file in the place of whatever file or link is there.</summary>
    /// <returns>When the file system says that it was written.</returns>
    public static DateTime Replace(string path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        File.Delete(path);
        using var handle = Create(path, mode);
        RandomAccess.Write(handle, content, 0);
        return File.GetLastWriteTimeUtc(handle);
    }

    /// <summary>Deletes a folder with all that is in it, also where a program has taken the right to do so away.</summary>
    /// <returns>False when something is left.</returns>
    public static bool TryDeleteFolder(string folder)
    {
        for (var turn = 0; turn < 2; turn++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return true;
            }
            catch (DirectoryNotFoundException)
            {
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Unlock(folder);
            }
        }

        return false;
    }

    /// <summary>Takes back the right to read and change a folder and all below it.</summary>
    public static void Unlock(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(folder, OwnerOnly);
            foreach (var child in new DirectoryInfo(folder).EnumerateDirectories())
            {
                if (child.LinkTarget is null)
                {
                    Unlock(child.FullName);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The second deletion says what is left.
        }
    }
}
