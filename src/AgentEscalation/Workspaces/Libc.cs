using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AgentEscalation.Workspaces;

/// <summary>What the class library does not offer on Unix: folders as handles, locks on them, kinds of files.</summary>
internal static class Libc
{
    private const int AtCurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint WantType = 1;
    private const uint WantOwner = 8;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>Whether the folder can be written to by this user, the file system's own state included. True where nobody can say.</summary>
    public static bool IsWritable(string folder)
    {
        const int Write = 2;
        return OperatingSystem.IsWindows() || Access(in Utf8(folder)[0], Write) == 0;
    }

    /// <summary>Makes renames, creations and deletions in a folder durable.</summary>
    public static void Sync(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = OpenFolder(folder);

        // Some file systems have no durable folders; there is nothing else to be done for them.
        _ = Fsync(handle.DangerousGetHandle().ToInt32());
    }

    /// <summary>Opens a folder so that children do not inherit it.</summary>
    public static SafeFileHandle OpenFolder(string folder)
    {
        var closeOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
        var descriptor = Open(in Utf8(folder)[0], closeOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"The folder '{folder}' cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Takes the exclusive lock of an open folder, which the system drops with the process.</summary>
    /// <returns>False when somebody else has it; null when this file system has no such locks.</returns>
    public static bool? TryLock(SafeFileHandle folder)
    {
        const int ExclusiveNow = 2 | 4;
        const int LinuxWouldBlock = 11;
        const int MacWouldBlock = 35;
        if (Flock(folder.DangerousGetHandle().ToInt32(), ExclusiveNow) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() is LinuxWouldBlock or MacWouldBlock ? false : null;
    }

    /// <summary>A regular file: not a pipe, socket or device, whose opening could block or do something. True where nobody can say.</summary>
    public static bool IsRegularFile(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Span<byte> buffer = stackalloc byte[256];
        return !TryStatx(path, WantType, buffer) || (MemoryMarshal.Read<ushort>(buffer[ModeOffset..]) & TypeMask) == RegularFile;
    }

    /// <summary>The file or folder is this user's. True where nobody can say.</summary>
    public static bool IsOwn(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        Span<byte> buffer = stackalloc byte[256];
        return !TryStatx(path, WantOwner, buffer) || MemoryMarshal.Read<uint>(buffer[OwnerOffset..]) == EffectiveUser();
    }

    private static bool TryStatx(string path, uint want, Span<byte> buffer)
    {
        try
        {
            return Statx(AtCurrentFolder, in Utf8(path)[0], NoFollow, want, ref buffer[0]) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return false;
        }
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "access", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(in byte path, int mode);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(in byte path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, in byte path, int flags, uint mask, ref byte buffer);
}
