using System.Text;
using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Source;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>Test functions, test modules and examples in documentation belong to the verifier, wherever they stand.</summary>
public sealed class RustTestRegions : IProtectedRegions
{
    /// <inheritdoc/>
    public ProtectedRegionHit? Check(string path, string? original, string? edited)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.EndsWith(".rs", StringComparison.Ordinal) || original is null)
        {
            return null;
        }

        var (before, after) = (RustSource.Read(original), RustSource.Read(edited ?? ""));
        if (TestRegions.Find(new SourceChange(before, after)).FirstOrDefault() is not { } finding)
        {
            return null;
        }

        var restored = edited is null || finding.Kind == DegenerateKind.FewerTests ? null : Restore(before, after);
        return new($"{finding}. Tests judge the code; edit the code they test.", restored);
    }

    // Possible when the test code is still where it was, only different.
    private static string? Restore(RustSource before, RustSource after)
    {
        var (old, now) = (TestRegions.Of(before).ToList(), TestRegions.Of(after).ToList());
        if (old.Count != now.Count)
        {
            return null;
        }

        var text = new StringBuilder();
        var at = 0;
        for (var i = 0; i < old.Count; i++)
        {
            text.Append(Text(after, at, after.ByteStart(now[i].First))).Append(Text(before, before.ByteStart(old[i].First), before.ByteEnd(old[i].End - 1)));
            at = after.ByteEnd(now[i].End - 1);
        }

        var restored = text.Append(Text(after, at, after.Length)).ToString();
        return TestRegions.Find(new SourceChange(before, RustSource.Read(restored))).Any() ? null : restored;
    }

    private static string Text(RustSource source, int start, int end) => Encoding.UTF8.GetString(source.Bytes[start..end]);
}
