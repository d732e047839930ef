using System.Collections.Immutable;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Suggestions;

/// <summary>The compiler's own suggestions as candidates: all errors at once first, then one by one. Suggestions with something to fill
/// in, or outside the sources, are left out; those inside a macro of the sources come last.</summary>
/// <param name="machineApplicableOnly">Whether only those that the compiler is sure of are proposed, and none in macros.</param>
public sealed class CompilerSuggestions(bool machineApplicableOnly) : ICandidates
{
    /// <summary>The most errors looked at in one round; the rest comes in the next.</summary>
    private const int MostErrors = 256;

    /// <inheritdoc/>
    public string Id => "suggestion";

    /// <inheritdoc/>
    public IEnumerable<Candidate> Propose(RepairState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var errors = state.Errors.Select(e => (Error: e, Usable: Usable(e, state.Sources))).Where(e => e.Usable.Length > 0).Take(MostErrors).ToArray();
        if (errors.Length == 0)
        {
            yield break;
        }

        var sure = errors.Select(e => Array.Find(e.Usable, s => s.Applicability == Applicability.MachineApplicable)).OfType<Suggestion>();
        if (sure.ToList() is { Count: > 0 } certain && Together(certain.Concat(AlongWith(state, certain))) is { Length: > 0 } allSure)
        {
            yield return new(Id, "all sure suggestions of the compiler", allSure, 0.98);
        }

        if (!machineApplicableOnly)
        {
            yield return new(Id, "the first suggestion of the compiler for every error", Together(errors.Select(e => e.Usable[0])), 0.9);
            // Some errors need all their helps, such as a boxed return type and the boxes around the values.
            yield return new(Id, "all suggestions of the compiler that fit together", Together(errors.SelectMany(e => e.Usable)), 0.55);
        }

        foreach (var (error, usable) in errors)
        {
            if (!machineApplicableOnly && usable.Length > 1)
            {
                yield return new(Id, Title(error, usable[0]) + ", with its other helps", Together(usable), 0.4);
            }

            for (var i = 0; i < usable.Length; i++)
            {
                yield return new(Id, Title(error, usable[i]), usable[i].Edits, Promise(usable[i], i));
            }
        }
    }

    /// <summary>Sure suggestions for what a later edition refuses, where it stands in the statement that is mended anyway.</summary>
    private static IEnumerable<Suggestion> AlongWith(RepairState state, List<Suggestion> certain)
    {
        foreach (var warning in state.Diagnostics.Where(d => !d.IsError && d.Children.Any(note => note.Message.Contains("hard error in Rust", StringComparison.Ordinal))))
        {
            foreach (var suggestion in warning.Suggestions.Where(s => s is { Applicability: Applicability.MachineApplicable, FromMacro: false, Edits.Length: > 0 }))
            {
                var edit = suggestion.Edits[0];
                if (ParsedSources.Of(state.Sources).Get(edit.File) is { } source && Places.Statement(source.NodeAt(edit.ByteStart, edit.ByteEnd)) is { } statement
                    && certain.Exists(sure => sure.Edits.Any(e => e.File == edit.File && e.ByteStart >= statement.ByteStart && e.ByteEnd <= statement.ByteEnd)))
                {
                    yield return suggestion;
                }
            }
        }
    }

    private Suggestion[] Usable(RustDiagnostic error, RustSources sources) =>
        [.. HelpOrder.Of(error.Suggestions).Where(s => Allowed(s) && s.Edits.All(e => sources.TryGet(e.File, out _))).OrderBy(s => s.FromMacro)];

    private bool Allowed(Suggestion suggestion) => machineApplicableOnly
        ? suggestion is { Applicability: Applicability.MachineApplicable, FromMacro: false }
        : suggestion.Applicability != Applicability.HasPlaceholders || !Placeholders.AreIn(suggestion);

    private static double Promise(Suggestion suggestion, int index)
    {
        var sure = suggestion.Applicability switch
        {
            Applicability.MachineApplicable => 0.85,
            Applicability.MaybeIncorrect => 0.7,
            Applicability.Unspecified => 0.5,
            _ => 0.4,
        };
        return Math.Max(0.05, (suggestion.FromMacro ? sure / 2 : sure) - (0.04 * index));
    }

    /// <summary>The edits of several suggestions as one change. Errors often suggest the same edit: it is made once. A suggestion that
    /// overlaps an earlier one waits for the next round.</summary>
    private static ImmutableArray<TextEdit> Together(IEnumerable<Suggestion> suggestions)
    {
        var taken = new List<TextEdit>();
        foreach (var suggestion in suggestions)
        {
            if (!suggestion.Edits.All(taken.Contains) && !suggestion.Edits.Any(e => taken.Exists(t => Clash(e, t))))
            {
                taken.AddRange(suggestion.Edits);
            }
        }

        return [.. taken];
    }

    // Two insertions at one place belong together only when they are whole lines, such as imports.
    private static bool Clash(TextEdit a, TextEdit b) => a.File == b.File && (a.IsInsertion && b.IsInsertion
        ? a.ByteStart == b.ByteStart && !(a != b && a.Replacement.EndsWith('\n') && b.Replacement.EndsWith('\n'))
        : a.ByteStart < b.ByteEnd && b.ByteStart < a.ByteEnd);

    private static string Title(RustDiagnostic error, Suggestion suggestion)
    {
        var place = error.Primary is { } span ? $" at {span.File}:{span.LineStart}" : "";
        return $"{suggestion.Message}{place}".ReplaceLineEndings(" ");
    }
}
