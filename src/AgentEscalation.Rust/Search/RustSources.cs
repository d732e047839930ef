using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Search;

/// <summary>The Rust source files of a workspace as values: raw bytes by path. An edit gives a new set; the old one stays.</summary>
public sealed class RustSources
{
    private readonly ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> _files;
    private string? _hash;

    private RustSources(ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> files) => _files = files;

    /// <summary>No files.</summary>
    public static RustSources Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal));

    /// <summary>The paths as diagnostics name them: relative to the root, with <c>/</c>.</summary>
    public IEnumerable<string> Paths => _files.Keys;

    /// <summary>Files and their raw bytes, ordered by path.</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> Files => _files;

    /// <summary>A digest of all paths and contents: equal sources have equal digests.</summary>
    public string ContentHash => _hash ??= Hash();

    /// <summary>The raw bytes of a file.</summary>
    /// <param name="path">A path as diagnostics name it.</param>
    /// <param name="bytes">The bytes, when there is such a file.</param>
    /// <returns>Whether there is such a file.</returns>
    public bool TryGet(string path, out ReadOnlyMemory<byte> bytes) => _files.TryGetValue(path, out bytes);

    /// <summary>The same files with one added or replaced.</summary>
    /// <param name="path">Relative path with <c>/</c>.</param>
    /// <param name="bytes">The raw bytes.</param>
    /// <returns>The new set.</returns>
    public RustSources With(string path, ReadOnlyMemory<byte> bytes) => new(_files.SetItem(path, bytes));

    /// <summary>The same files with one added or replaced, as UTF-8.</summary>
    /// <param name="path">Relative path with <c>/</c>.</param>
    /// <param name="text">The text.</param>
    /// <returns>The new set.</returns>
    public RustSources With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Applies edits together, or none of them: one that names a file outside the set, lies outside its file or overlaps
    /// another refuses them all.</summary>
    /// <param name="edits">Edits of any files.</param>
    /// <param name="result">The new set, or null when refused.</param>
    /// <returns>Whether the edits were applied.</returns>
    public bool TryApply(IEnumerable<TextEdit> edits, [NotNullWhen(true)] out RustSources? result)
    {
        ArgumentNullException.ThrowIfNull(edits);
        result = null;
        var files = _files;
        foreach (var group in edits.GroupBy(e => e.File, StringComparer.Ordinal))
        {
            if (!_files.TryGetValue(group.Key, out var source) || !TextEdits.TryApply(source.Span, group, out var edited))
            {
                return false;
            }

            files = files.SetItem(group.Key, edited);
        }

        result = new RustSources(files);
        return true;
    }

    /// <summary>The paths whose bytes differ between two sets.</summary>
    /// <param name="other">The set to compare with.</param>
    /// <returns>Paths, ordered.</returns>
    public IEnumerable<string> ChangedSince(RustSources other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Paths.Union(other.Paths, StringComparer.Ordinal)
            .Where(p => !TryGet(p, out var mine) || !other.TryGet(p, out var theirs) || !mine.Span.SequenceEqual(theirs.Span))
            .Order(StringComparer.Ordinal);
    }

    private string Hash()
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, bytes) in _files)
        {
            digest.AppendData(Encoding.UTF8.GetBytes($"{path}\0{bytes.Length}\0"));
            digest.AppendData(bytes.Span);
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
