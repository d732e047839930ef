using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>The difference between an original and what was made of it. Immutable; independent of the copy.</summary>
public sealed class Patch
{
    private readonly Lazy<ImmutableArray<FileDiff>> _diffs;

    private Patch(ImmutableArray<PatchFile> files)
    {
        Files = files;
        _diffs = new(() => [.. Files.Select(f => new FileDiff(f))]);
    }

    /// <summary>The files that change, in ordinal order of their paths.</summary>
    public ImmutableArray<PatchFile> Files { get; }

    /// <summary>Nothing changes.</summary>
    public bool IsEmpty => Files.IsEmpty;

    /// <summary>Lines that the new contents have and the old ones do not; files that are no text count none.</summary>
    public int AddedLines => _diffs.Value.Sum(d => d.Added);

    /// <summary>Lines that the old contents have and the new ones do not.</summary>
    public int RemovedLines => _diffs.Value.Sum(d => d.Removed);

    /// <summary>The patch as text that <c>git apply</c> and <c>patch -p1</c> accept; a file that is no text is a git binary patch.</summary>
    /// <returns>The text, lines ending in a line feed; empty when nothing changes.</returns>
    public string ToUnifiedDiff() => string.Concat(_diffs.Value.Select(d => d.ToString()));

    internal static Patch Between(OriginalFiles originals, Snapshot snapshot) =>
        new(
        [
            .. snapshot.Changed.Select(f => originals.Files.TryGetValue(f.Key, out var original)
                ? new PatchFile(f.Key, original.Digest, originals.Read(original), f.Value)
                : new PatchFile(f.Key, null, null, f.Value)),
        ]);
}
