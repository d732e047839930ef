using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns;

/// <summary>The trees of a state's files, each read once, when first asked for, by whichever pattern comes first.</summary>
internal sealed class ParsedSources
{
    // A generated file of many megabytes is no place for a repair by pattern, and reading it for every state would eat the attempt.
    private const int MaxBytes = 2 << 20;

    private static readonly ConditionalWeakTable<RustSources, ParsedSources> Known = [];

    private readonly RustSources _sources;
    private readonly ConcurrentDictionary<string, RustSource?> _files = new(StringComparer.Ordinal);

    private ParsedSources(RustSources sources) => _sources = sources;

    public static ParsedSources Of(RustSources sources) => Known.GetValue(sources, key => new ParsedSources(key));

    public IEnumerable<(string File, RustSource Source)> All =>
        _sources.Paths.Where(path => path.EndsWith(".rs", StringComparison.Ordinal)).Select(path => (path, Get(path))).Where(pair => pair.Item2 is not null)!;

    public RustSource? Get(string file) =>
        _files.GetOrAdd(file, path => _sources.TryGet(path, out var bytes) && bytes.Length <= MaxBytes ? RustSource.Read(bytes) : null);
}
