using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns;

/// <summary>
/// One way to repair. A pattern looks at one error at a time and proposes edits; the search compiles them. It proposes only what keeps the
/// meaning as its effect says; whether it fits is the compiler's matter.
/// </summary>
internal abstract class RepairPattern : ICandidates
{
    private readonly string[] _codes;

    /// <param name="id">Kebab-case.</param>
    /// <param name="codes">The error codes it serves, blank-separated; `region` stands for lifetime errors without a code, `*` for all.</param>
    /// <param name="effect">What it may change besides making the build pass.</param>
    /// <param name="classes">The classes of cases for which a coordinator names it.</param>
    protected RepairPattern(string id, string codes, RepairEffect effect, params ErrorClass[] classes)
    {
        Id = id;
        _codes = codes.Split(' ');
        Effect = effect;
        Classes = classes;
    }

    public string Id { get; }

    public IReadOnlyCollection<ErrorClass> Classes { get; }

    public RepairEffect Effect { get; }

    public IEnumerable<Candidate> Propose(RepairState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var sources = ParsedSources.Of(state.Sources);
        foreach (var error in state.Errors)
        {
            if (Serves(error) && error.Primary is { } primary && sources.Get(primary.File) is { } source)
            {
                foreach (var candidate in At(new RepairSite(this, error, primary, source, sources)))
                {
                    yield return candidate;
                }
            }
        }
    }

    protected abstract IEnumerable<Candidate> At(RepairSite site);

    private bool Serves(RustDiagnostic error) =>
        Array.Exists(_codes, code => code == "*" || code == error.Code || (code == "region" && error.Code is null && ErrorClasses.IsRegionError(error.Message)));
}
