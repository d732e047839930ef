using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A result borrowed from one parameter gets the lifetime of that one. The compiler suggests one for all parameters, which asks more of
/// callers than the body does.</summary>
internal sealed class LeastLifetime() : RepairPattern("least-lifetime", "E0106", RepairEffect.WidensApi, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Excess(site.Source, site.Error) is var (suggestion, needless))
        {
            yield return site.Candidate("one lifetime for the result and what it is borrowed from", 0.95, suggestion.Edits.Where(edit => !needless.Contains(edit)));
        }
    }

    /// <summary>The compiler's suggestion for a signature, and those of its edits that tie parameters which the result is not borrowed from.</summary>
    public static (Suggestion Suggestion, List<TextEdit> Needless)? Excess(RustSource source, RustDiagnostic error)
    {
        foreach (var suggestion in error.Suggestions.Where(suggestion => suggestion.Message.Contains("named lifetime parameter", StringComparison.Ordinal)))
        {
            if (error.Code != "E0106" || suggestion.Edits.IsEmpty || Places.Function(source.NodeAt(suggestion.Edits[0].ByteStart, suggestion.Edits[0].ByteEnd)) is not { } function
                || function.Child(NodeKind.ParamList) is not { } parameters || Lenders.Of(function) is not { Count: > 0 } lenders)
            {
                continue;
            }
            var tied = suggestion.Edits.Where(edit => parameters.Children.Any(parameter => edit.ByteStart > parameter.ByteStart && edit.ByteStart < parameter.ByteEnd)).ToList();
            var needless = tied.Where(edit => !lenders.Any(lender => edit.ByteStart >= lender.ByteStart && edit.ByteStart <= lender.ByteEnd)).ToList();
            if (needless.Count > 0 && needless.Count < tied.Count)
            {
                return (suggestion, needless);
            }
        }
        return null;
    }
}
