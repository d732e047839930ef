using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>A state of a private copy: the files that differ from the original and nothing else. An immutable value that shares the
/// contents with other snapshots; it outlives the copy and can be written to JSON.</summary>
public sealed class Snapshot
{
    internal Snapshot(ImmutableSortedDictionary<string, SnapshotFile> files) => Changed = files;

    /// <summary>The original itself.</summary>
    public static Snapshot Original { get; } = new(ImmutableSortedDictionary.Create<string, SnapshotFile>(StringComparer.Ordinal));

    /// <summary>The files that differ, relative to the root, in ordinal order.</summary>
    public ImmutableArray<string> Files => [.. Changed.Keys];

    /// <summary>Nothing differs.</summary>
    public bool IsOriginal => Changed.IsEmpty;

    /// <summary>Tells this state from any other of the same original; 0 for the original.</summary>
    public EditDigest Digest => IsOriginal
        ? default
        : EditDigest.OfParts(Changed.SelectMany(f => new[] { f.Key, f.Value.Content is null ? "" : f.Value.Digest.ToString() }));

    internal static ImmutableSortedDictionary<string, SnapshotFile> NoFiles => Original.Changed;

    internal ImmutableSortedDictionary<string, SnapshotFile> Changed { get; }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The JSON, UTF-8.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="System.Text.Json.JsonException">It is no snapshot.</exception>
    public static Snapshot FromJson(ReadOnlyMemory<byte> json) => SnapshotJson.Read(json);

    /// <summary>The snapshot as JSON, so that a later process can go on from it.</summary>
    /// <returns>UTF-8.</returns>
    public byte[] ToJson() => SnapshotJson.Write(this);
}
