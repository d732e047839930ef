namespace AgentEscalation.Workspaces;

/// <summary>One apply at a time per folder, over all processes. The lock is on the folder itself, so nothing is left behind, and it ends
/// with the process.</summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly IDisposable _held;

    private FolderLock(IDisposable held) => _held = held;

    public static async ValueTask<FolderLock> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var since = time.GetTimestamp();
        while (true)
        {
            if (TryTake(folder) is { } held)
            {
                return new(held);
            }

            if (time.GetElapsedTime(since) > Patience)
            {
                throw new WorkspaceException($"Another process has been writing to '{folder}' for more than a minute. Wait for it or end it.");
            }

            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _held.Dispose();

    private static IDisposable? TryTake(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            var handle = Libc.OpenFolder(folder);
            switch (Libc.TryLock(handle))
            {
                case true:
                    return handle;
                case false:
                    handle.Dispose();
                    return null;
                default:
                    // A file system whose folders cannot be locked: a file of this user's stands for it.
                    handle.Dispose();
                    break;
            }
        }

        try
        {
            return new FileStream(
                ScratchFolder.LockFor(folder), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
