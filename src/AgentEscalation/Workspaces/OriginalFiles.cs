using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace AgentEscalation.Workspaces;

/// <summary>A file as the user had it when the copy was made.</summary>
internal readonly record struct OriginalFile(ContentDigest Digest, long Offset, int Length, UnixFileMode Mode);

/// <summary>All originals of a workspace in one file, so that whatever happens in a copy can be undone. Shared by the copies of one
/// original; the last one to go closes it.</summary>
internal sealed class OriginalFiles : IDisposable
{
    private readonly SafeFileHandle _pack;
    private readonly string _packPath;
    private int _users = 1;

    private OriginalFiles(
        string packPath, SafeFileHandle pack, FrozenDictionary<string, OriginalFile> files, ImmutableArray<(string Path, string Target)> links)
    {
        _packPath = packPath;
        _pack = pack;
        Files = files;
        Links = links;
    }

    public FrozenDictionary<string, OriginalFile> Files { get; }

    public ImmutableArray<(string Path, string Target)> Links { get; }

    /// <summary>Reads the user's files once, into the pack and to whoever else wants them.</summary>
    public static OriginalFiles Read(
        string root, WorkspaceListing listing, string packPath, Action<string, ReadOnlyMemory<byte>, OriginalFile> each, CancellationToken cancellationToken)
    {
        var pack = File.OpenHandle(packPath, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.DeleteOnClose);
        try
        {
            var files = new Dictionary<string, OriginalFile>(listing.Files.Length, StringComparer.Ordinal);
            long offset = 0;
            foreach (var path in listing.Files)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (content, mode) = ReadUserFile(root, path);
                var file = new OriginalFile(ContentDigest.Of(content), offset, content.Length, mode);
                RandomAccess.Write(pack, content, offset);
                offset += content.Length;
                files.Add(path, file);
                each(path, content, file);
            }

            return new(packPath, pack, files.ToFrozenDictionary(StringComparer.Ordinal), listing.Links);
        }
        catch
        {
            pack.Dispose();
            throw;
        }
    }

    public byte[] Read(OriginalFile file)
    {
        var content = new byte[file.Length];
        for (var read = 0; read < content.Length;)
        {
            var more = RandomAccess.Read(_pack, content.AsSpan(read), file.Offset + read);
            read += more > 0 ? more : throw new IOException($"The originals in '{_packPath}' were cut off by somebody.");
        }

        return content;
    }

    public OriginalFiles Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _pack.Dispose();
        }
    }

    private static (byte[] Content, UnixFileMode Mode) ReadUserFile(string root, string path)
    {
        var full = Path.Combine(root, path);
        try
        {
            using var handle = File.OpenHandle(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[RandomAccess.GetLength(handle)];
            var read = 0;
            while (read < content.Length && RandomAccess.Read(handle, content.AsSpan(read), read) is > 0 and var more)
            {
                read += more;
            }

            return (read == content.Length ? content : content[..read], FileModes.Of(handle));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new WorkspaceException($"The file '{full}' cannot be read. Change its permissions, or let git ignore it.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WorkspaceException($"The file '{full}' was removed while the workspace was copied. Start again.", e);
        }
    }
}
