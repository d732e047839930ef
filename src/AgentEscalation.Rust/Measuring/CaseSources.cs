using System.Text;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;

namespace AgentEscalation.Rust.Measuring;

/// <summary>A case as sources, and back.</summary>
internal static class CaseSources
{
    public static RustSources Of(CorpusCase corpusCase) => RustSources.Empty.With(SingleFileSources.FileName, corpusCase.Source);

    public static string Text(RustSources sources) =>
        sources.TryGet(SingleFileSources.FileName, out var bytes) ? Encoding.UTF8.GetString(bytes.Span) : "";
}
