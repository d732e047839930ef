using System.Runtime.Versioning;
using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Tests.Workspaces;

/// <summary>The diff is judged by the tools that read it: git apply and patch.</summary>
[SupportedOSPlatform("linux")]
public sealed class PatchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_reads_as_git_would_write_it()
    {
        using var folder = new TestFolder(("src/lib.rs", "1\n2\n3\n4\n5\n6\n7\n8\n9\n"), ("old.rs", "gone\n"));
        using var copy = await folder.CopyAsync();
        copy.Apply(new FileEdit.Exchange("src/lib.rs", "5\n", "five\nand more\n"), new FileEdit.Write("new.rs", "no end"), new FileEdit.Delete("old.rs"));
        var patch = await copy.CreatePatchAsync(Token);
        Assert.Equal((3, 2), (patch.AddedLines, patch.RemovedLines));
        Assert.Equal(
            """
            diff --git a/new.rs b/new.rs
            new file mode 100644
            --- /dev/null
            +++ b/new.rs
            @@ -0,0 +1 @@
            +no end
            \ No newline at end of file
            diff --git a/old.rs b/old.rs
            deleted file mode 100644
            --- a/old.rs
            +++ /dev/null
            @@ -1 +0,0 @@
            -gone
            diff --git a/src/lib.rs b/src/lib.rs
            --- a/src/lib.rs
            +++ b/src/lib.rs
            @@ -2,7 +2,8 @@
             2
             3
             4
            -5
            +five
            +and more
             6
             7
             8

            """,
            patch.ToUnifiedDiff());
    }

    [Fact]
    public async Task Nothing_changed_is_an_empty_patch()
    {
        using var folder = new TestFolder(("a", "a"));
        using var copy = await folder.CopyAsync();
        var patch = await copy.CreatePatchAsync(Token);
        Assert.True(patch.IsEmpty);
        Assert.Equal("", patch.ToUnifiedDiff());
    }

    [Fact]
    public async Task Names_ends_and_bytes_of_every_kind_pass_through_git_apply()
    {
        using var folder = new TestFolder(("sp ace/ü.rs", "a"), ("crlf", "a\r\nb\r\n"), ("empty", ""), ("bin", "x\0y"), ("quo\"te", "q\n"), ("gone.bin", "\0"), ("bom", "\ufeffa\n"));
        using var copy = await folder.CopyAsync();
        copy.Apply(
            new FileEdit.Write("sp ace/ü.rs", "a\n"), new FileEdit.Write("crlf", "a\r\nB\r\n"), new FileEdit.Delete("empty"),
            new FileEdit.Write("made/empty", ""), new FileEdit.Write("quo\"te", "Q"), new FileEdit.Delete("gone.bin"), new FileEdit.Write("bom", "\ufeffb\n"));
        File.WriteAllBytes(Path.Combine(copy.Folder, "bin"), [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))]);
        File.WriteAllText(Path.Combine(copy.Folder, "run"), "#!/bin/sh\n");
        File.SetUnixFileMode(Path.Combine(copy.Folder, "run"), (UnixFileMode)0b111_101_101);
        var patch = await copy.CreatePatchAsync(Token);
        Assert.Equal(9, patch.Files.Length);
        TestFolder.Sh(folder.Root, "git apply -p1", patch.ToUnifiedDiff());
        Assert.Equal(TestFolder.Everything(copy.Folder), TestFolder.Everything(folder.Root));
    }

    [Theory]
    [InlineData("git apply -p1")]
    [InlineData("patch -s -p1")]
    public async Task Any_two_texts_differ_by_a_patch_that_the_tool_accepts(string tool)
    {
        using var folder = new TestFolder(("f", "x"), ("sp ace", "x"));
        var line = Gen.Int[0, 6].Select(i => new[] { "a\n", "b\n", "c\n", "\n", "-- x\n", "+\r\n", "\\ x\n" }[i]);
        var text = Gen.Select(line.Array[0, 40], Gen.Bool, (lines, ended) => string.Concat(lines) is var all && ended ? all : all.TrimEnd('\n'));
        var pairs = Gen.Select(text, text).Array[40].Single();
        foreach (var (before, after) in pairs)
        {
            folder.Write("f", before);
            folder.Write("sp ace", after);
            using var copy = await folder.CopyAsync();
            copy.Apply(new FileEdit.Write("f", after), new FileEdit.Write("sp ace", before));
            var patch = await copy.CreatePatchAsync(Token);
            TestFolder.Sh(folder.Root, patch.IsEmpty ? "cat > /dev/null" : tool, patch.ToUnifiedDiff());
            if (after.Length > 0 && before.Length > 0)
            {
                Assert.Equal(after, folder.Read("f"));
                Assert.Equal(before, folder.Read("sp ace"));
            }
        }
    }

    [Fact]
    public void The_shortest_script_is_found_and_makes_one_text_of_the_other()
    {
        var lines = Gen.Int[0, 3].Select(i => i.ToString()).Array[0, 25];
        Gen.Select(lines, lines).Sample((a, b) =>
        {
            var (removed, added) = LineDiff.Compare(a, b);
            Assert.Equal(a.Where((_, i) => !removed[i]), b.Where((_, i) => !added[i]));
            Assert.Equal(a.Length + b.Length - (2 * LongestCommon(a, b)), removed.Count(r => r) + added.Count(r => r));
        }, iter: 10_000);
    }

    [Fact]
    public void Texts_that_have_nothing_in_common_take_bounded_time_and_memory()
    {
        string[] a = [.. Enumerable.Range(0, 100_000).Select(i => $"a{i}")], b = [.. Enumerable.Range(0, 100_000).Select(i => $"b{i}")];
        var before = GC.GetTotalAllocatedBytes();
        var (removed, added) = LineDiff.Compare(a, b);
        Assert.All(removed, Assert.True);
        Assert.All(added, Assert.True);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000_000);
    }

    private static int LongestCommon(string[] a, string[] b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                table[i, j] = a[i - 1] == b[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
            }
        }

        return table[a.Length, b.Length];
    }
}
