using AgentEscalation.Cases.Text;
using CsCheck;

namespace AgentEscalation.Tests.Cases.Text;

public sealed class FingerprintTests
{
    [Theory]
    [InlineData("error at line 12", "error at line 7")]
    [InlineData("src/main.rs:12:5: mismatched types", "src/main.rs:120:17: mismatched types")]
    [InlineData("src/main.rs:12: mismatched types", "src/main.rs:12:5: mismatched types")]
    [InlineData("/tmp/copy-81f3/src/main.rs is bad", "/home/me/work/src/main.rs is bad")]
    [InlineData(@"C:\Users\me\src\main.rs is bad", "/home/me/src/main.rs is bad")]
    [InlineData("object at 0x7ffe12ab", "object at 0x55d0c3f0e2a0")]
    [InlineData("thread 'main' (4711) panicked", "thread 'main' (12) panicked")]
    [InlineData("took 1.25s", "took 12s")]
    [InlineData("left: -3", "left: 14")]
    [InlineData("127.0.0.1:8080 refused", "10.1.2.3:80 refused")]
    [InlineData("case 2f1c6a1e-51a7-4b52-9a52-0d6a5f2d9f10 lost", "case e3b0c442-98fc-1c14-9afb-f4c8996fb924 lost")]
    [InlineData("commit 4fde683a91bc lost", "commit 0b1cc2d3e4f5 lost")]
    [InlineData("a  b\r\n\tc", "a b\nc")]
    [InlineData("\u001b[31merror\u001b[0m: bad", "error: bad")]
    [InlineData("  padded  ", "padded")]
    [InlineData(" a  b ", "a b")]
    [InlineData("a \u0007 b", "a b")]
    [InlineData("\u001b[1m a", "a")]
    public void What_differs_between_two_sightings_does_not_matter(string one, string other) =>
        Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("expected `u32`, found `u64`", "expected `u64`, found `u32`")]
    [InlineData("cannot borrow `x1`", "cannot borrow `x2`")]
    [InlineData("expected u32", "expected u64")]
    [InlineData("array `[i32; 3]`", "array `[i32; 4]`")]
    [InlineData("src/main.rs:1", "src/lib.rs:1")]
    [InlineData("/tmp/a/main.rs", "/tmp/a/lib.rs")]
    [InlineData("a/b", "a/c")]
    [InlineData("feature", "Feature")]
    [InlineData("", "x")]
    public void What_names_the_error_does(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void Class_and_code_belong_to_it() => Assert.Distinct(
    [
        Fingerprint.Of("a", "b", "c"), Fingerprint.Of("ab", null, "c"), Fingerprint.Of(null, "ab", "c"), Fingerprint.Of(null, null, "abc"),
    ]);

    /// <summary>Stored fingerprints are compared with new ones: these may change only together with the version.</summary>
    [Theory]
    [InlineData(null, null, "", "f1-66c027806dc85b27")]
    [InlineData("borrow-checker", "E0502", "error[E0502]: cannot borrow `x` as mutable\n --> src/main.rs:12:5", "f1-de3e309cacde41f0")]
    [InlineData("test-failure", null, "thread 'main' (4711) panicked at /tmp/a/src/lib.rs:4:5:\nleft: 3\nright: -4", "f1-0346bc432f528f96")]
    [InlineData("größe", "ß", "Unicode – läuft", "f1-b0549b848e2b2f2d")]
    public void Vectors_of_version_1_stay(string? errorClass, string? code, string text, string expected)
    {
        var fingerprint = Fingerprint.Of(errorClass, code, text);

        Assert.Equal(expected, fingerprint.ToString());
        Assert.True(Fingerprint.TryParse(expected, out var read));
        Assert.Equal(fingerprint, read);
    }

    [Theory]
    [InlineData("f2-0011223344556677")]
    [InlineData("f1-001122334455667")]
    [InlineData("f1-00112233445566zz")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_version_or_form_is_not_read(string? text) => Assert.False(Fingerprint.TryParse(text, out _));

    [Fact]
    public void Any_text_has_one_and_numbers_in_it_never_matter() =>
        Gen.Select(Gen.String, Gen.UInt, Gen.UInt).Sample(
            (text, one, other) => !Of(text).IsUnknown && Of($"{text}\n{one} end") == Of($"{text}\n{other} end"), iter: 10_000, threads: 2);

    [Fact]
    public void Blanks_count_as_one_wherever_they_stand() => Gen.Select(Gen.Int[0, 600], Gen.Int[1, 5], Gen.Int[1, 5]).Sample(
        (before, one, other) =>
        {
            var start = new string('x', before);
            return Of(start + new string(' ', one) + "y ") == Of(start + new string(' ', other) + "y")
                && Of(start + new string(' ', one) + "y") != Of(start + "z");
        },
        iter: 2_000,
        threads: 2);

    [Fact]
    public void A_failure_with_another_text_has_another_fingerprint()
    {
        var failure = Failures.Borrow();
        var first = failure.Fingerprint;

        Assert.NotEqual(first, (failure with { Text = "another" }).Fingerprint);
        Assert.Equal(first, (failure with { Rank = 9 }).Fingerprint);
    }

    [Fact]
    public void A_given_fingerprint_stays()
    {
        var failure = Failures.Borrow() with { Fingerprint = new(5) };

        Assert.Equal(new(5), (failure with { Text = "another" }).Fingerprint);
    }

    [Fact]
    public void Making_one_allocates_nothing()
    {
        var text = Failures.Borrow().Text;
        Of(text.Value!);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Of(text.Value!);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static Fingerprint Of(string text) => Fingerprint.Of("class", "code", text);
}
