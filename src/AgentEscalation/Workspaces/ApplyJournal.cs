using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AgentEscalation.Workspaces;

/// <summary>One file of an apply.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="OldDigest">The digest before; null when the file is new.</param>
/// <param name="NewDigest">The digest after; null when the file is deleted.</param>
/// <param name="Old">The content before, to go back to it; null when the file is new.</param>
/// <param name="Mode">The permission bits before, or of the new file.</param>
internal sealed record JournaledFile(string Path, string? OldDigest, string? NewDigest, byte[]? Old, int Mode);

/// <summary>The record of an apply in the user's folder, there from before the first file is made until after the last is in place. It lies
/// in that folder so that whoever opens it next finds it, also after a restart of the machine or under another user.</summary>
internal sealed record ApplyJournal
{
    /// <summary>How every name begins that an apply uses in the user's folder.</summary>
    public const string NamePrefix = ".agent-escalation";

    private const string Name = NamePrefix + ".journal";
    private const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>Part of the names of the temporary files; letters and digits.</summary>
    public required string Id { get; init; }

    /// <summary>Every new content is on the disk: from here on the apply is finished, whoever does it.</summary>
    public bool Committed { get; init; }

    public required ImmutableArray<JournaledFile> Files { get; init; }

    /// <summary>Folders that had to be made, outermost first.</summary>
    public ImmutableArray<string> Folders { get; init; } = [];

    public static bool Exists(string root) => File.Exists(Path.Combine(root, Name)) || File.Exists(Temporary(root));

    /// <summary>Reads the journal of a folder.</summary>
    /// <exception cref="WorkspaceException">There is a file of that name, but it is none of ours.</exception>
    public static ApplyJournal? Read(string root)
    {
        var path = Path.Combine(root, Name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var journal = JsonSerializer.Deserialize(File.ReadAllBytes(path), ApplyJournalJson.Default.ApplyJournal);
            return journal is { Version: CurrentVersion } && journal.IsSound(root)
                ? journal
                : throw new JsonException("its contents do not fit this folder or this version");
        }
        catch (JsonException e)
        {
            throw new WorkspaceException($"'{path}' is not the record of an interrupted apply: {e.Message}. Look at it and move it away.", e);
        }
    }

    public void Write(string root) => DurableFile.Replace(
        Path.Combine(root, Name), Temporary(root), JsonSerializer.SerializeToUtf8Bytes(this, ApplyJournalJson.Default.ApplyJournal), FileModes.Plain);

    public static void Remove(string root)
    {
        File.Delete(Path.Combine(root, Name));
        File.Delete(Temporary(root));
        Libc.Sync(root);
    }

    /// <summary>Where the new content of a file waits: beside it, hence on its file system.</summary>
    public string WaitingPath(string root, int index) =>
        Path.Combine(Path.GetDirectoryName(Path.Combine(root, Files[index].Path))!, $"{NamePrefix}-{Id}-{index}.tmp");

    private static string Temporary(string root) => Path.Combine(root, Name + ".tmp");

    /// <summary>Whoever gives somebody a folder could have put a journal into it: nothing in it may lead out.</summary>
    private bool IsSound(string root) =>
        Id is { Length: > 0 and <= 32 } && Id.All(char.IsAsciiLetterOrDigit) && !Files.IsDefault && !Folders.IsDefault
        && Files.All(f => f is not null && IsInside(root, f.Path) && ((f.OldDigest is null) == (f.Old is null)) && !(f.OldDigest is null && f.NewDigest is null))
        && Folders.All(f => IsInside(root, f));

    private static bool IsInside(string root, string path) =>
        !string.IsNullOrEmpty(path) && !Path.IsPathRooted(path) && !path.Split('/').Any(n => n is ".." or "." or "")
        && !path.Split('/').Contains(".git", StringComparer.OrdinalIgnoreCase)
        && PathConfinement.FirstLink(Path.Combine(root, path), root.Length) is null;
}

/// <summary>The journal's JSON without reflection. By metadata, since the generated fast path writes a null array of bytes as "".</summary>
[JsonSerializable(typeof(ApplyJournal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class ApplyJournalJson : JsonSerializerContext;
