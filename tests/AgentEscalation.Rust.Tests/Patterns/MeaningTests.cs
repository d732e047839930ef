using AgentEscalation.Rust.Patterns.TestFailures;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Tests.Patterns;

public sealed class MeaningTests
{
    [Theory]
    [InlineData("x > y", "y < x")]
    [InlineData("x + 1 > y", "x >= y")]
    [InlineData("!(x < y)", "x >= y")]
    [InlineData("!(!(x < y))", "y > x")]
    [InlineData("x - 1 + 1 == y", "(x) == y")]
    [InlineData("x == y", "y == x")]
    [InlineData("u > 0", "u != 0")]
    [InlineData("u >= 1", "0 != u")]
    [InlineData("u < 1", "u == 0")]
    [InlineData("v.len() % 2 > 0", "v.len() % 2 != 0")]
    [InlineData("for i in 0..=x {}", "for i in 0..x + 1 {}")]
    [InlineData("for i in 0..x {}", "for i in 0..=x - 1 {}")]
    [InlineData("x * 2 + y > 3", "y + 2 * x >= 4")]
    public void What_means_the_same_is_equal(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Theory]
    [InlineData("x > 0", "x != 0")]
    [InlineData("x > y", "x >= y")]
    [InlineData("x - y > 0", "y - x > 0")]
    [InlineData("u > 1", "u != 1")]
    [InlineData("x / 2 == y", "x == y * 2")]
    [InlineData("x == y && z", "x == y || z")]
    [InlineData("f > 0.5", "f >= 0.5")]
    [InlineData("x + y * 2 > 0", "(x + y) * 2 > 0")]
    [InlineData("for i in 0..=x {}", "for i in 0..x {}")]
    [InlineData("v[x] == y", "v[y] == x")]
    public void What_means_something_else_is_not(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    private static string Of(string condition) =>
        Meaning.Of(RustSource.Read($"fn f(x: i32, y: i32, u: u32, f: f64, z: bool, v: &[i32]) -> bool {{ {condition} }}").Root);
}
