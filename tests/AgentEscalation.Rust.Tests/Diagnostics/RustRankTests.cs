using AgentEscalation.Rust.Diagnostics;
using CsCheck;

namespace AgentEscalation.Rust.Tests.Diagnostics;

public sealed class RustRankTests
{
    [Fact]
    public void Nothing_wrong_is_zero_and_everything_else_is_worse()
    {
        Assert.Equal(RustRank.Passed, RustRank.Of([]));
        Assert.True(RustRank.Of(CompilerPhase.Test, 1, 1) > RustRank.Passed);
        Assert.Equal(CompilerPhase.Passed, RustRank.Phase(RustRank.Passed));
    }

    [Fact]
    public void A_mended_name_that_reveals_three_type_errors_is_progress() =>
        Assert.True(RustRank.Of([Error("E0308"), Error("E0308"), Error("E0277")]) < RustRank.Of([Error("E0425")]));

    [Fact]
    public void Within_a_phase_fewer_is_better_then_fewer_in_all()
    {
        var one = RustRank.Of([Error("E0308")]);
        var oneAndBorrow = RustRank.Of([Error("E0308"), Error("E0499")]);
        var two = RustRank.Of([Error("E0308"), Error("E0308")]);
        Assert.True(one < oneAndBorrow);
        Assert.True(oneAndBorrow < two);
        Assert.Equal((CompilerPhase.Type, 1), (RustRank.Phase(oneAndBorrow), RustRank.Count(oneAndBorrow)));
    }

    [Fact]
    public void Later_phase_then_lower_counts_orders_all_ranks() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[1, 3_000_000], Gen.Int[0, 7], Gen.Int[1, 3_000_000]).Sample((p, n, q, m) =>
        {
            var (a, b) = (RustRank.Of((CompilerPhase)p, n, n), RustRank.Of((CompilerPhase)q, m, m));
            Assert.Equal((CompilerPhase)p, RustRank.Phase(a));
            var (cn, cm) = (Math.Min(n, (1 << 20) - 1), Math.Min(m, (1 << 20) - 1));
            Assert.Equal(p != q ? q.CompareTo(p) : cn.CompareTo(cm), Math.Sign(a.CompareTo(b)));
        });

    [Theory]
    [InlineData(null, "expected one of `.`, `;`", CompilerPhase.Parse)]
    [InlineData(null, "cannot find macro `foo` in this scope", CompilerPhase.Resolve)]
    [InlineData(null, "lifetime may not live long enough", CompilerPhase.Borrow)]
    [InlineData("E0425", "", CompilerPhase.Resolve)]
    [InlineData("E0004", "", CompilerPhase.Match)]
    [InlineData("E0382", "", CompilerPhase.Borrow)]
    [InlineData("E0277", "", CompilerPhase.Type)]
    [InlineData("unused_mut", "", CompilerPhase.Lint)]
    [InlineData("clippy::missing_safety_doc", "", CompilerPhase.Lint)]
    public void Phases(string? code, string message, CompilerPhase phase) => Assert.Equal(phase, CompilerPhases.Of(Error(code, message)));

    [Theory]
    [InlineData("E0382", "", "move-semantics")]
    [InlineData("E0499", "", "borrow-checker")]
    [InlineData("E0597", "", "lifetime")]
    [InlineData(null, "lifetime may not live long enough", "lifetime")]
    [InlineData(null, "captured variable cannot escape `FnMut` closure body", "lifetime")]
    [InlineData("E0308", "", "type-mismatch")]
    [InlineData("E0277", "", "trait-not-implemented")]
    [InlineData("E0133", "", "unsafe-code")]
    [InlineData("unsafe_op_in_unsafe_fn", "", "unsafe-code")]
    [InlineData("E0616", "", "name-syntax-and-visibility")]
    [InlineData(null, "expected item, found `x`", "name-syntax-and-visibility")]
    [InlineData("E9999", "", "name-syntax-and-visibility")]
    public void Classes(string? code, string message, string slug) => Assert.Equal(slug, ErrorClasses.Of(Error(code, message)).Slug());

    internal static RustDiagnostic Error(string? code, string message = "") =>
        new() { Severity = "error", Code = code, Message = message };
}
