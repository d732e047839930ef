using System.Security.Cryptography;

namespace AgentEscalation.Workspaces;

/// <summary>64 bits that tell whether a folder is still what it was: over the paths and contents of its files, ignored ones left out, whatever
/// a verifier wants besides. Reads only.</summary>
internal static class FolderDigest
{
    /// <summary>The digest of a folder as it is now.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="asOf">Files that count as they were when they were copied; null: all as they are now.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The digest; null when the folder cannot be seen from here.</returns>
    public static async ValueTask<ulong?> OfAsync(string root, OriginalFiles? asOf, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(root))
        {
            return null;
        }

        try
        {
            root = Path.GetFullPath(root);
            var options = WorkspaceOptions.Default;
            var listing = await WorkspaceListing.ReadAsync(root, options, new(root, options.Commands), cancellationToken).ConfigureAwait(false);
            List<string> parts = new(listing.Files.Length * 2);
            foreach (var path in listing.Files)
            {
                var digest = asOf is not null && asOf.Files.TryGetValue(path, out var original)
                    ? original.Digest
                    : await ReadAsync(Path.Combine(root, path), cancellationToken).ConfigureAwait(false);
                parts.Add(path);
                parts.Add(digest.ToString());
            }

            return EditDigest.OfParts(parts).Value;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or WorkspaceException)
        {
            return null;
        }
    }

    private static async ValueTask<ContentDigest> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: false);
        await using (file.ConfigureAwait(false))
        {
            var hash = await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false);
            return ContentDigest.TryParse(Convert.ToHexStringLower(hash), out var digest) ? digest : default;
        }
    }
}
