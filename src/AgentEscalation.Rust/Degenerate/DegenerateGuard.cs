using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Degenerate;

/// <summary>Refuses changes that silence the toolchain without repairing anything: stand-ins, new <c>unsafe</c>, silenced lints, deleted or
/// renamed items, weakened assertions, invented values, early exits, edited tests. Pure; safe to call from several threads.</summary>
/// <param name="mayEditTests">Whether the task allows tests to be edited; even then they must not become fewer.</param>
public sealed class DegenerateGuard(bool mayEditTests = false) : IRepairGuard
{
    /// <inheritdoc/>
    public string? Refuse(RustSources before, RustSources after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        foreach (var path in after.ChangedSince(before))
        {
            if (!before.TryGet(path, out var old))
            {
                continue;
            }

            if (!after.TryGet(path, out var now))
            {
                return $"{path} is gone";
            }

            if (!mayEditTests && IsVerifiersInput(path))
            {
                return $"{path} judges the code and was edited";
            }

            if (DegenerateDetector.Compare(RustSource.Read(old), RustSource.Read(now), mayEditTests) is [var first, ..])
            {
                return $"{path}: {first}";
            }
        }

        return null;
    }

    private static bool IsVerifiersInput(string path)
    {
        var parts = path.Replace('\\', '/').Split('/');
        return parts[^1] == "build.rs" || parts.SkipLast(1).Any(part => part is "tests" or "benches");
    }
}
