using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Patterns;
using AgentEscalation.Rust.Search;
using CsCheck;

namespace AgentEscalation.Rust.Tests.Patterns;

public sealed class RepairPatternsTests
{
    [Fact]
    public void Ids_are_kebab_case_and_unique()
    {
        var ids = RepairPatterns.All.Select(pattern => pattern.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.All(id, c => Assert.True(char.IsAsciiLetterLower(c) || c == '-')));
    }

    [Fact]
    public void Every_class_that_has_patterns_names_them_single_before_combined()
    {
        foreach (var errorClass in (ErrorClass[])[ErrorClass.BorrowChecker, ErrorClass.MoveSemantics, ErrorClass.Lifetime, ErrorClass.TypeMismatch, ErrorClass.TraitNotImplemented])
        {
            var ids = RepairPatterns.For(errorClass).ToList();
            Assert.NotEmpty(ids);
            Assert.True(ids.FindIndex(id => id.EndsWith("-everywhere", StringComparison.Ordinal)) >= ids.Count / 2);
        }
    }

    /// <summary>Diagnostics and source need not fit together: a state may be stale, a file cut.</summary>
    [Fact]
    public void No_pattern_throws_whatever_the_diagnostics_say()
    {
        string[] codes = ["E0382", "E0499", "E0502", "E0505", "E0506", "E0507", "E0515", "E0597", "E0106", "E0308", "E0277", "E0603", "E0616", "E0521", "E0373", ""];
        string[] labels = ["value moved here", "immutable borrow occurs here", "first mutable borrow occurs here", "has type `Option<X>`", "is borrowed here", "later used here", "x"];
        var text = Source.RustText.Program;
        var length = System.Text.Encoding.UTF8.GetByteCount(text);
        var sources = RustSources.Empty.With("main.rs", text);
        var span = Gen.Select(Gen.Int[-5, length + 5], Gen.Int[0, 60], Gen.Int[0, labels.Length - 1], Gen.Bool)
            .Select((start, size, label, primary) => new DiagnosticSpan("main.rs", start, start + size, 1, 1, 1, 1, primary, labels[label]));
        Gen.Select(Gen.Int[0, codes.Length - 1], span.Array[1, 4]).Sample(
            (code, spans) =>
            {
                var error = new RustDiagnostic
                {
                    Severity = "error", Code = codes[code].Length > 0 ? codes[code] : null, Message = "`a` of `b`: lifetime may not live long enough", Spans = [.. spans],
                    Children = [new DiagnosticNote("note", "takes ownership of the receiver, consider changing this parameter type in, implemented `Clone`", [.. spans])],
                };
                foreach (var candidate in RepairPatterns.All.SelectMany(pattern => pattern.Propose(new RepairState(sources, [error]))))
                {
                    Assert.NotEmpty(candidate.Edits);
                    Assert.InRange(candidate.Promise, 0.01, 1);
                }
            },
            iter: 3_000,
            threads: 1);
    }
}
