using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Tests.Workspaces;

public sealed class GlobTests
{
    [Theory]
    [InlineData("tests/**", "tests/a.rs", true)]
    [InlineData("tests/**", "tests/a/b.rs", true)]
    [InlineData("tests/**", "src/tests/a.rs", false)]
    [InlineData("**/tests/**", "tests/a.rs", true)]
    [InlineData("**/tests/**", "crates/x/tests/a.rs", true)]
    [InlineData("**/build.rs", "build.rs", true)]
    [InlineData("**/build.rs", "a/build.rs", true)]
    [InlineData("build.rs", "a/build.rs", false)]
    [InlineData("rust-toolchain*", "rust-toolchain.toml", true)]
    [InlineData("rust-toolchain*", "rust-toolchain/x", false)]
    [InlineData(".cargo/**", ".cargo/config.toml", true)]
    [InlineData("*.rs", "lib.rs", true)]
    [InlineData("*.rs", "src/lib.rs", false)]
    [InlineData("src/?.rs", "src/a.rs", true)]
    [InlineData("src/?.rs", "src/ab.rs", false)]
    [InlineData("[ab].rs", "a.rs", false)]
    [InlineData("a.rs", "aXrs", false)]
    [InlineData("**", "anything/at/all", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    public void Matches(string pattern, string path, bool expected) => Assert.Equal(expected, new Glob(pattern).IsMatch(path));

    [Fact]
    public void Case_counts_where_the_file_system_counts_it() =>
        Assert.Equal(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), new Glob("Tests/**").IsMatch("tests/a"));

    [Fact]
    public void Agrees_with_a_matcher_that_tries_everything()
    {
        var name = Gen.String[OneOf('a', 'b', '*', '?'), 1, 4];
        var pattern = Gen.OneOf(name, Gen.Const("**"), Gen.Const("**")).Array[1, 5];
        var path = Gen.String[OneOf('a', 'b'), 1, 4].Array[1, 5];
        var matches = 0;
        Gen.Select(pattern, path).Sample((p, n) =>
        {
            var expected = Naive(p, n);
            Interlocked.Add(ref matches, expected ? 1 : 0);
            Assert.Equal(expected, new Glob(string.Join('/', p)).IsMatch(string.Join('/', n)));
        }, iter: 20_000);
        Assert.InRange(matches, 1000, 19_000);
    }

    [Fact]
    public void A_hostile_pattern_takes_no_time()
    {
        var pattern = new Glob(string.Concat(Enumerable.Repeat("*a", 200)) + "/" + string.Join('/', Enumerable.Repeat("**/a", 200)) + "/b");
        Assert.False(pattern.IsMatch(new string('a', 250) + "/" + string.Join('/', Enumerable.Repeat("a", 1000))));
    }

    private static bool Naive(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        if (pattern[0] == "**")
        {
            return Naive(pattern[1..], path) || (!path.IsEmpty && Naive(pattern, path[1..]));
        }

        return !path.IsEmpty && NaiveName(pattern[0], path[0]) && Naive(pattern[1..], path[1..]);
    }

    private static bool NaiveName(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name) =>
        pattern.IsEmpty ? name.IsEmpty
        : pattern[0] == '*' ? NaiveName(pattern[1..], name) || (!name.IsEmpty && NaiveName(pattern, name[1..]))
        : !name.IsEmpty && (pattern[0] == '?' || pattern[0] == name[0]) && NaiveName(pattern[1..], name[1..]);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
