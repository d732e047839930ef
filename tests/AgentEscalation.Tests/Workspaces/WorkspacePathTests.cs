using System.Runtime.Versioning;
using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Tests.Workspaces;

[SupportedOSPlatform("linux")]
public sealed class WorkspacePathTests
{
    [Theory]
    [InlineData("src/lib.rs", "src/lib.rs")]
    [InlineData("./src//lib.rs", "src/lib.rs")]
    [InlineData("Src/LIB.rs", "Src/LIB.rs")]
    [InlineData("a b/ü.rs", "a b/ü.rs")]
    [InlineData("..a/b..", "..a/b..")]
    [InlineData(".github/x", ".github/x")]
    public void A_path_below_the_root_is_kept(string text, string expected)
    {
        Assert.True(WorkspacePath.TryParse(text, out var path, out var error));
        Assert.Null(error);
        Assert.Equal(expected, path.ToString());
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("/etc/passwd", "not relative")]
    [InlineData("\\x", "not relative")]
    [InlineData("C:/x", "not relative")]
    [InlineData("~/x", "not relative")]
    [InlineData("../x", "..")]
    [InlineData("src/../../x", "..")]
    [InlineData("src/..", "..")]
    [InlineData("src/../x", "..")]
    [InlineData("src\\..\\x", "backslash")]
    [InlineData("a\0b", "control")]
    [InlineData("a\nb", "control")]
    [InlineData("src/", "folder")]
    [InlineData(".", "folder")]
    [InlineData("./", "folder")]
    [InlineData("src/.", "folder")]
    [InlineData(".git/hooks/pre-commit", "git")]
    [InlineData("sub/.GIT/config", "git")]
    [InlineData("src/.agent-escalation.journal", "itself")]
    public void Anything_else_is_refused_with_a_reason(string? text, string part)
    {
        Assert.False(WorkspacePath.TryParse(text, out _, out var error));
        Assert.Contains(part, error);
    }

    [Fact]
    public void A_name_that_no_file_system_takes_is_refused()
    {
        Assert.False(WorkspacePath.TryParse(new string('a', 256), out _, out _));
        Assert.False(WorkspacePath.TryParse(string.Join('/', Enumerable.Repeat("abcd", 1000)), out _, out _));
    }

    [Fact]
    public void Whatever_is_accepted_stays_below_the_root()
    {
        var name = Gen.OneOf(
            OneOf("..", ".", "", "a", "b.rs", "...", " ", "~", "C:", ".git", "link", "..\\", "\\"),
            Gen.String[Gen.Char['\u0000', '\u00ff'], 0, 6]);
        var accepted = 0;
        Gen.Select(name.Array[1, 6], OneOf("/", "//", "\\")).Sample((names, separator) =>
        {
            if (!WorkspacePath.TryParse(string.Join(separator, names), out var path, out var error))
            {
                Assert.NotNull(error);
                return;
            }

            Interlocked.Increment(ref accepted);
            var full = Path.GetFullPath(Path.Combine("/root/of/workspace", path.ToString()));
            Assert.StartsWith("/root/of/workspace/", full);
            Assert.True(WorkspacePath.TryParse(path.ToString(), out var again, out _));
            Assert.Equal(path, again);
        }, iter: 50_000);
        Assert.InRange(accepted, 500, 49_000);
    }

    /// <summary>Random trees of folders and links, and paths through them: what is resolved is where the system itself would go, or it is
    /// refused.</summary>
    [Fact]
    public void Links_are_followed_as_the_system_follows_them_and_never_out()
    {
        using var folder = new TestFolder(("real/deep/file", "in"), ("real/file", "in"));
        Directory.CreateDirectory(Path.Combine(folder.Outside, "secret"));
        File.WriteAllText(Path.Combine(folder.Outside, "secret/file"), "out");
        var target = OneOf(
            "real", "real/deep", "..", ".", "../..", "../secret", "/etc", "l0", "l1", "l2", "l3", "real/../..", "l0/..", "l1/../real", "missing/new",
            folder.Root, folder.Root + "/real", Path.Combine(folder.Outside, "secret"));
        var names = OneOf("l0", "l1", "l2", "l3", "real", "deep", "file", "new").Array[1, 4];
        int inside = 0, refused = 0;
        Gen.Select(target.Array[4], names.Array[20]).Sample((targets, paths) =>
        {
            for (var i = 0; i < 4; i++)
            {
                File.Delete(folder.Full($"l{i}"));
                File.CreateSymbolicLink(folder.Full($"l{i}"), targets[i]);
            }

            foreach (var path in paths.Select(p => string.Join('/', p)))
            {
                var resolved = PathConfinement.Resolve(folder.Root, path, out var error);
                var real = RealPath(folder.Full(path));
                if (resolved is null)
                {
                    refused++;
                    Assert.NotNull(error);
                    Assert.True(real is null || !PathConfinement.IsBelow(folder.Root, real), $"{path} is {real}, inside, and was refused: {error}");
                }
                else
                {
                    inside++;
                    Assert.True(PathConfinement.IsBelow(folder.Root, resolved));
                    Assert.True(real is null || real == resolved, $"{path}: {resolved} is not {real}");
                }
            }
        }, iter: 200, threads: 1);
        Assert.InRange(inside, 200, 4000);
        Assert.InRange(refused, 200, 4000);
    }

    /// <summary>The system's own answer; null when it has none.</summary>
    private static string? RealPath(string path)
    {
        var real = new byte[4097];
        if (realpath(System.Text.Encoding.UTF8.GetBytes(path + '\0'), real) == 0)
        {
            return null;
        }

        return System.Text.Encoding.UTF8.GetString(real.AsSpan(0, Array.IndexOf(real, (byte)0)));
    }

    [System.Runtime.InteropServices.DllImport("libc")]
    private static extern nint realpath(byte[] path, byte[] resolved);

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
