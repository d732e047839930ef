using System.Text;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust;

/// <summary>A private copy of a crate, seen as Rust sources.</summary>
internal static class RustWorkplace
{
    /// <summary>What judges the code rather than being judged.</summary>
    public static IReadOnlyList<string> VerifiersInputs { get; } =
    [
        "tests/**", "**/tests/**/*.rs", "benches/**", "**/benches/**/*.rs", "build.rs", "**/build.rs", "Cargo.toml", "**/Cargo.toml", "Cargo.lock",
        "**/Cargo.lock", "rust-toolchain", "rust-toolchain.toml", ".cargo/**", "clippy.toml", ".clippy.toml",
    ];

    /// <summary>The limits, so that the tools never outlive the attempt.</summary>
    public static RustToolOptions Bound(RustToolOptions options, TimeSpan left) => left == Timeout.InfiniteTimeSpan
        ? options
        : options with
        {
            BuildTimeout = Shorter(options.BuildTimeout, left),
            TestTimeout = Shorter(options.TestTimeout, left),
        };

    /// <summary>The sources of the copy as the user has them.</summary>
    public static RustSources Original(PrivateCopy copy, RustSources now)
    {
        var original = RustSources.Empty;
        foreach (var path in now.Paths)
        {
            if (copy.ReadOriginal(path) is { } bytes)
            {
                original = original.With(path, bytes);
            }
        }

        return original;
    }

    /// <summary>What has to be done to the copy to get from one set of sources to another: one range a file, so that a refusal is about
    /// what was changed and about nothing else.</summary>
    public static IEnumerable<FileEdit> Edits(RustSources from, RustSources to)
    {
        foreach (var path in to.ChangedSince(from))
        {
            if (from.TryGet(path, out var old) && to.TryGet(path, out var now))
            {
                yield return Edit(path, old.Span, now.Span);
            }
        }
    }

    private static FileEdit.Replace Edit(string path, ReadOnlySpan<byte> old, ReadOnlySpan<byte> now)
    {
        var start = old.CommonPrefixLength(now);
        while (start > 0 && (IsInside(old, start) || IsInside(now, start)))
        {
            start--;
        }

        var most = Math.Min(old.Length, now.Length) - start;
        var tail = 0;
        while (tail < most && old[^(tail + 1)] == now[^(tail + 1)])
        {
            tail++;
        }

        while (tail > 0 && IsInside(old, old.Length - tail))
        {
            tail--;
        }

        return new(path, start, old.Length - tail, Encoding.UTF8.GetString(now[start..^tail]));
    }

    // Between the bytes of one character; both files have the same bytes on this side of the difference.
    private static bool IsInside(ReadOnlySpan<byte> text, int at) => at < text.Length && (text[at] & 0xC0) == 0x80;

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b)
    {
        var shorter = a < b ? a : b;
        return shorter > TimeSpan.FromMilliseconds(1) ? shorter : TimeSpan.FromMilliseconds(1);
    }
}
