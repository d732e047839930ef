using System.Globalization;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>A folder of this process under the scratch parent. A locked file beside it tells later processes that somebody still uses it;
/// it is there before the folder and goes after it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private const string LockEnd = ".lock";
    private readonly FileStream _lock;

    private ScratchFolder(string path, FileStream owned)
    {
        FullPath = path;
        _lock = owned;
    }

    public string FullPath { get; }

    /// <summary>Makes a folder and removes those whose processes have died.</summary>
    /// <param name="parent">Scratch parent; null for the user's own.</param>
    public static ScratchFolder Create(string? parent)
    {
        parent = Parent(parent);
        RemoveStale(parent);
        for (var turn = 0; ; turn++)
        {
            var path = Path.Combine(parent, $"{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Path.GetRandomFileName()[..8]}");
            FileStream? owned = null;
            try
            {
                owned = new FileStream(path + LockEnd, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
                if (File.Exists(path + LockEnd))
                {
                    CreatePrivate(path);
                    return new(path, owned);
                }
            }
            catch (IOException) when (turn < 3 && owned is null)
            {
                // The name is taken, or another process looked at the lock in the moment between its creation and its locking.
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                owned?.Dispose();
                throw Unusable(parent, e);
            }

            // Taken for stale and removed in that moment.
            owned?.Dispose();
        }
    }

    /// <summary>A file that stands for a folder which itself cannot be locked; the same one for all processes of the user.</summary>
    public static string LockFor(string folder)
    {
        var name = ContentDigest.Of(Encoding.UTF8.GetBytes(folder)).ToString()[..32];
        return Path.Combine(Parent(null), name + ".apply");
    }

    public void Dispose()
    {
        if (FileModes.TryDeleteFolder(FullPath))
        {
            File.Delete(FullPath + LockEnd);
        }

        _lock.Dispose();
    }

    private static string Parent(string? chosen)
    {
        var parent = chosen ?? Path.Combine(Path.GetTempPath(), $"agent-escalation-{Environment.UserName}");
        if (!Path.IsPathFullyQualified(parent))
        {
            throw new WorkspaceException($"The scratch folder '{parent}' is not an absolute path.");
        }

        try
        {
            CreatePrivate(parent);
            if (new DirectoryInfo(parent).LinkTarget is { } target)
            {
                throw new WorkspaceException(
                    $"The scratch folder '{parent}' is a symbolic link to '{target}'. Remove it, or set {nameof(WorkspaceOptions.ScratchFolder)}.");
            }

            if (chosen is null && !Libc.IsOwn(parent))
            {
                throw new WorkspaceException(
                    $"The scratch folder '{parent}' belongs to another user. Set {nameof(WorkspaceOptions.ScratchFolder)} to a folder of your own.");
            }

            if (chosen is null && !OperatingSystem.IsWindows() && File.GetUnixFileMode(parent) != FileModes.OwnerOnly)
            {
                File.SetUnixFileMode(parent, FileModes.OwnerOnly);
            }

            return parent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(parent, e);
        }
    }

    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FileModes.OwnerOnly);
        }
    }

    private static WorkspaceException Unusable(string parent, Exception e) =>
        new($"The scratch folder '{parent}' cannot be used: {WorkspaceException.Sentence(e)} Set {nameof(WorkspaceOptions.ScratchFolder)} to a folder of your own.", e);

    private static void RemoveStale(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent))
        {
            if (!File.Exists(folder + LockEnd))
            {
                FileModes.TryDeleteFolder(folder);
            }
        }

        foreach (var file in Directory.EnumerateFiles(parent, "*" + LockEnd))
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                    if (FileModes.TryDeleteFolder(file[..^LockEnd.Length]))
                    {
                        File.Delete(file);
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody uses it.
            }
        }
    }
}
