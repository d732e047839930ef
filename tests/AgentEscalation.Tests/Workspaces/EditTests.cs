using System.Runtime.Versioning;
using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Tests.Workspaces;

[SupportedOSPlatform("linux")]
public sealed class EditTests : IDisposable
{
    private readonly TestFolder _folder = new(("src/lib.rs", "fn a() { é }\n"), ("other.rs", "one two one\n"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ranges_of_one_set_refer_to_the_file_before_it()
    {
        using var copy = await _folder.CopyAsync();
        var result = copy.Apply(
            new FileEdit.Replace("src/lib.rs", 9, 11, "body"),
            new FileEdit.Replace("src/lib.rs", 3, 4, "name"),
            new FileEdit.Replace("src/lib.rs", 0, 0, "pub "),
            new FileEdit.Replace("src/lib.rs", 0, 0, "unsafe "));
        Assert.True(result.Applied);
        Assert.Equal(["src/lib.rs"], result.Files);
        Assert.Equal("pub unsafe fn name() { body }\n", copy.ReadText("src/lib.rs"));
        Assert.Equal("fn a() { é }\n", _folder.Read("src/lib.rs"));
    }

    [Fact]
    public async Task Files_are_created_exchanged_and_deleted()
    {
        using var copy = await _folder.CopyAsync();
        var result = copy.Apply(
            new FileEdit.Write("new/deep/x.rs", "x"), new FileEdit.Exchange("other.rs", "two", "2"), new FileEdit.Delete("src/lib.rs"));
        Assert.Equal(["new/deep/x.rs", "other.rs", "src/lib.rs"], result.Files);
        Assert.Equal("x", copy.ReadText("new/deep/x.rs"));
        Assert.Equal("one 2 one\n", copy.ReadText("other.rs"));
        Assert.Null(copy.ReadText("src/lib.rs"));
    }

    public static TheoryData<FileEdit[], EditRefusalReason> Refused => new()
    {
        { [new FileEdit.Write("../x", "")], EditRefusalReason.Path },
        { [new FileEdit.Write("/x", "")], EditRefusalReason.Path },
        { [new FileEdit.Write(".git/config", "")], EditRefusalReason.Path },
        { [new FileEdit.Delete("none")], EditRefusalReason.Missing },
        { [new FileEdit.Replace("none", 0, 0, "")], EditRefusalReason.Missing },
        { [new FileEdit.Write("src", "")], EditRefusalReason.NotAFile },
        { [new FileEdit.Write("other.rs/x", "")], EditRefusalReason.NotAFile },
        { [new FileEdit.Write("link", "")], EditRefusalReason.NotAFile },
        { [new FileEdit.Write("out/x", "")], EditRefusalReason.NotAFile },
        { [new FileEdit.Write("fixed", "")], EditRefusalReason.ReadOnly },
        { [new FileEdit.Replace("other.rs", 5, 4, "")], EditRefusalReason.Range },
        { [new FileEdit.Replace("other.rs", 0, 13, "")], EditRefusalReason.Range },
        { [new FileEdit.Replace("other.rs", -1, 0, "")], EditRefusalReason.Range },
        { [new FileEdit.Replace("src/lib.rs", 10, 10, "x")], EditRefusalReason.Range },
        { [new FileEdit.Replace("other.rs", 0, 3, ""), new FileEdit.Replace("other.rs", 2, 4, "")], EditRefusalReason.Range },
        { [new FileEdit.Write("other.rs", ""), new FileEdit.Replace("./other.rs", 0, 0, "")], EditRefusalReason.Range },
        { [new FileEdit.Exchange("other.rs", "three", "")], EditRefusalReason.Text },
        { [new FileEdit.Exchange("other.rs", "one", "")], EditRefusalReason.Text },
        { [new FileEdit.Exchange("other.rs", "", "x")], EditRefusalReason.Text },
        { [new FileEdit.Write("big", new string('x', 101))], EditRefusalReason.TooLarge },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Refused))]
    public async Task A_set_with_a_refused_edit_changes_nothing(FileEdit[] edits, EditRefusalReason reason)
    {
        _folder.Write("fixed", "");
        File.SetUnixFileMode(_folder.Full("fixed"), UnixFileMode.UserRead);
        File.CreateSymbolicLink(_folder.Full("link"), "other.rs");
        using var copy = await _folder.CopyAsync(_folder.Options with { MaxEditedFileBytes = 100 });
        File.CreateSymbolicLink(Path.Combine(copy.Folder, "out"), _folder.Outside);
        var before = TestFolder.Everything(copy.Folder);
        var result = copy.Apply([new FileEdit.Write("fine", "fine"), .. edits]);
        var refusal = Assert.Single(result.Refusals);
        Assert.Equal(reason, refusal.Reason);
        Assert.Contains(Path.GetFileName(refusal.Path), refusal.Message);
        Assert.False(result.Applied);
        Assert.Empty(result.Files);
        Assert.Equal(before, TestFolder.Everything(copy.Folder));
    }

    [Fact]
    public async Task Ranges_do_what_string_operations_do()
    {
        using var copy = await _folder.CopyAsync();
        var edit = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 6], Gen.String[Gen.Char['a', 'z'], 0, 4]);
        Gen.Select(Gen.String[Gen.Char['A', 'Z'], 30, 40], edit.Array[1, 5]).Sample((text, edits) =>
        {
            Assert.True(copy.Apply(new FileEdit.Write("f", text)).Applied);
            var sorted = edits.OrderBy(e => e.Item1).ThenBy(e => e.Item1 + e.Item2).ToArray();
            var overlaps = sorted.Zip(sorted.Skip(1)).Any(p => p.First.Item1 + p.First.Item2 > p.Second.Item1);
            var outside = edits.Any(e => e.Item1 + e.Item2 > text.Length);
            var result = copy.Apply(edits.Select(e => new FileEdit.Replace("f", e.Item1, e.Item1 + e.Item2, e.Item3)));
            Assert.Equal(!overlaps && !outside, result.Applied);
            if (result.Applied)
            {
                var expected = sorted.Reverse().Aggregate(text, (t, e) => t.Remove(e.Item1, e.Item2).Insert(e.Item1, e.Item3));
                Assert.Equal(expected, copy.ReadText("f"));
            }
        }, iter: 500, threads: 1);
    }

    [Fact]
    public void The_digest_of_edits_is_the_same_in_every_process_and_order()
    {
        FileEdit a = new FileEdit.Replace("src/lib.rs", 1, 2, "x"), b = new FileEdit.Write("b", "y");
        Assert.Equal(EditDigest.Of([a, b]), EditDigest.Of([b, a]));
        Assert.Equal(EditDigest.Of([a]), EditDigest.Of([new FileEdit.Replace("./src/lib.rs", 1, 2, "x")]));
        Assert.Equal(default, EditDigest.Of([]));

        // Written down once: a later version that computes another value makes stored cases forget what was tried.
        Assert.Equal("5e9b462fd81dfcba", EditDigest.Of([a, b]).ToString());
        FileEdit[] different =
        [
            a, b, new FileEdit.Replace("src/lib.rs", 1, 3, "x"), new FileEdit.Replace("src/lib.rs", 1, 2, "z"), new FileEdit.Delete("b"),
            new FileEdit.Write("b", ""), new FileEdit.Exchange("b", "y", ""), new FileEdit.Exchange("b", "", "y"), new FileEdit.Write("B", "y"),
        ];
        Assert.Equal(different.Length, different.Select(e => EditDigest.Of([e])).Distinct().Count());
    }
}
