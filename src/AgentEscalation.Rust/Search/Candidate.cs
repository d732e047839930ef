using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust.Search;

/// <summary>A change worth compiling.</summary>
/// <param name="Id">What proposed it: a pattern's id such as <c>derive-clone</c>, or <c>suggestion</c>.</param>
/// <param name="Title">One line for reports, what is changed and where.</param>
/// <param name="Edits">The edits, applied together; at least one.</param>
/// <param name="Promise">How likely it is right, 0 to 1; candidates of higher promise are compiled first.</param>
/// <param name="Effect">What it may change besides making the build pass.</param>
public sealed record Candidate(
    string Id, string Title, ImmutableArray<TextEdit> Edits, double Promise, RepairEffect Effect = RepairEffect.Keeps);
