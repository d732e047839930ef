using System.Collections.Immutable;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>Gives the verifier its own inputs back.</summary>
internal static class Judging
{
    public static ImmutableArray<ProtectedChange> PutBack(CopyFiles files, ProtectedInputs inputs)
    {
        var taken = ImmutableArray.CreateBuilder<ProtectedChange>();

        // Protected files that were added go first: they may stand where an original has to come back.
        foreach (var (path, file) in files.Changed.OrderBy(f => f.Value.Original is not null))
        {
            if (inputs.Covers(path))
            {
                var what = file.Original is null ? "was added and is removed" : file.Content is null ? "was deleted and is back" : "is as it was";
                files.Set(path, null);
                taken.Add(new(path, $"'{path}' belongs to the verifier: it {what}."));
                continue;
            }

            ReadOnlyMemory<byte>? original = files.Originals.Files.TryGetValue(path, out var known) ? files.Originals.Read(known) : null;
            if (inputs.Check(path, original, file.Content) is not { } hit)
            {
                continue;
            }

            if (hit.Restored is { } text)
            {
                files.Write(path, Encoding.UTF8.GetBytes(text), file.Mode);
            }
            else
            {
                files.Set(path, null);
            }

            taken.Add(new(path, $"'{path}' holds what belongs to the verifier, which is as it was: {hit.Reason}"));
        }

        return taken.ToImmutable();
    }
}
