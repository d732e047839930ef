using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Tests.Workspaces;

[SupportedOSPlatform("linux")]
public sealed class SnapshotTests : IDisposable
{
    private readonly TestFolder _folder = new(("a", "a"), ("d/b", "b"), ("d/e/c", "c"), ("x.sh", "#!/bin/sh\n"));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_snapshot_holds_only_what_differs()
    {
        using var copy = await _folder.CopyAsync();
        Assert.True((await copy.CaptureAsync(Token)).IsOriginal);
        copy.Apply(new FileEdit.Write("a", "A"), new FileEdit.Delete("d/b"), new FileEdit.Write("n", "n"));
        Assert.Equal(["a", "d/b", "n"], copy.Current.Files);
        copy.Apply(new FileEdit.Write("a", "a"), new FileEdit.Write("d/b", "b"), new FileEdit.Delete("n"));
        Assert.True((await copy.CaptureAsync(Token)).IsOriginal);
        Assert.Equal(default, copy.Current.Digest);
    }

    [Fact]
    public async Task What_tools_did_is_seen()
    {
        using var copy = await _folder.CopyAsync();
        TestFolder.Sh(copy.Folder, "echo tool > a; rm d/b; mkdir n; echo new > n/f; chmod +x n/f; mkdir target; echo '[package]' > Cargo.toml; echo x > target/x");
        Assert.Equal(["Cargo.toml", "a", "d/b", "n/f"], (await copy.CaptureAsync(Token)).Files);
        await copy.RestoreAsync(Snapshot.Original, Token);
        Assert.Equal("a", copy.ReadText("a"));
        Assert.Equal("b", copy.ReadText("d/b"));
        Assert.Null(copy.ReadText("n/f"));
    }

    [Fact]
    public async Task A_write_that_keeps_length_and_falls_into_the_same_clock_tick_is_seen()
    {
        using var copy = await _folder.CopyAsync();
        for (var i = 0; i < 50; i++)
        {
            copy.Apply(new FileEdit.Write("a", "1"));
            var time = File.GetLastWriteTimeUtc(Path.Combine(copy.Folder, "a"));
            File.WriteAllText(Path.Combine(copy.Folder, "a"), "2");
            File.SetLastWriteTimeUtc(Path.Combine(copy.Folder, "a"), time);
            var snapshot = await copy.CaptureAsync(Token);
            Assert.Equal("2"u8, snapshot.Changed["a"].Content!.Value.Span);
        }
    }

    [Fact]
    public async Task What_git_ignores_is_not_captured_when_a_tool_makes_it()
    {
        TestFolder.Sh(_folder.Root, "git init -q . && printf '*.log\\nmade/\\n' > .gitignore");
        using var copy = await _folder.CopyAsync();
        TestFolder.Sh(copy.Folder, "mkdir -p made/deep; echo x > made/deep/x; echo x > y.log; echo x > kept; echo x > 'sp ace'");
        Assert.Equal(["kept", "sp ace"], (await copy.CaptureAsync(Token)).Files);
    }

    [Fact]
    public async Task Links_pipes_and_giants_made_by_tools_are_removed_and_named()
    {
        File.CreateSymbolicLink(_folder.Full("link"), "a");
        using var copy = await _folder.CopyAsync(_folder.Options with { MaxEditedFileBytes = 1000 });
        TestFolder.Sh(copy.Folder, $"ln -s {_folder.Outside} out; mkfifo pipe; head -c 2000 /dev/zero > giant; rm a; ln -s /etc/hostname a; rm link; rm -r d/e; ln -s . d/e");
        var snapshot = await copy.CaptureAsync(Token);
        Assert.Equal(["a", "d/e/c"], snapshot.Files);
        Assert.Equal(["a", "d/e", "giant", "out", "pipe"], copy.Dropped.Select(d => d.Path).Order(StringComparer.Ordinal));
        Assert.Equal("a", new FileInfo(Path.Combine(copy.Folder, "link")).LinkTarget);
        await copy.RestoreAsync(Snapshot.Original, Token);
        Assert.Equal(TestFolder.Everything(_folder.Root), TestFolder.Everything(copy.Folder));
    }

    [Fact]
    public async Task A_snapshot_comes_back_from_json_in_a_later_process()
    {
        byte[] json;
        SortedDictionary<string, string> state;
        using (var copy = await _folder.CopyAsync())
        {
            copy.Apply(new FileEdit.Write("a", "text \"ü\"\r\n"), new FileEdit.Delete("d/b"), new FileEdit.Write("n", ""));
            File.WriteAllBytes(Path.Combine(copy.Folder, "bin"), [0, 1, 255]);
            File.SetUnixFileMode(Path.Combine(copy.Folder, "bin"), (UnixFileMode)0b111_101_101);
            json = (await copy.CaptureAsync(Token)).ToJson();
            state = TestFolder.Everything(copy.Folder);
        }

        var snapshot = Snapshot.FromJson(json);
        using var later = await _folder.CopyAsync();
        await later.RestoreAsync(snapshot, Token);
        Assert.Equal(state, TestFolder.Everything(later.Folder));
        Assert.Equal(snapshot.Digest, later.Current.Digest);
        Assert.NotEqual(default, snapshot.Digest);

        _folder.Write("a", "the user went on");
        using var changed = await _folder.CopyAsync();
        var e = await Assert.ThrowsAsync<WorkspaceException>(async () => await changed.RestoreAsync(snapshot, Token));
        Assert.Contains("'a'", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"v\":2,\"files\":[]}")]
    [InlineData("{\"v\":1,\"files\":[{\"path\":\"../x\",\"mode\":1,\"text\":\"\"}]}")]
    [InlineData("{\"v\":1,\"files\":[{\"path\":\"x\",\"mode\":1}]}")]
    [InlineData("{\"v\":1,\"files\":[{\"path\":\"x\",\"mode\":1,\"text\":5}]}")]
    [InlineData("{\"v\":1,\"files\":[{\"path\":\"x\",\"mode\":1,\"original\":\"12\",\"text\":\"\"}]}")]
    [InlineData("{\"v\":1,\"files\":[{\"path\":\"x\",\"mode\":1,\"text\":\"\"},{\"path\":\"x\",\"mode\":1,\"text\":\"\"}]}")]
    public void What_is_no_snapshot_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => Snapshot.FromJson(Encoding.UTF8.GetBytes(json)));

    /// <summary>Edits, tools and restores in any order: after a restore the folder is what it was at the capture, byte for byte.</summary>
    [Fact]
    public async Task Restore_brings_back_exactly_what_was_captured()
    {
        using var copy = await _folder.CopyAsync();
        var path = Gen.Int[0, 5].Select(i => new[] { "a", "d/b", "d/e/c", "n", "d/n", "m/n/o" }[i]);
        var edit = Gen.Select(path, Gen.Int[0, 3], Gen.Int[0, 2]);
        Gen.Select(Gen.Select(edit.Array[0, 6], Gen.Bool).Array[2, 6], Gen.Int[0, 1000]).Sample((rounds, pick) =>
        {
            var states = new List<(Snapshot Snapshot, SortedDictionary<string, string> Files)>();
            foreach (var (edits, byTool) in rounds)
            {
                foreach (var (file, kind, size) in edits)
                {
                    Change(copy, file, kind, size, byTool);
                }

                var snapshot = Now(copy.CaptureAsync(Token));
                states.Add((snapshot, Files(copy)));
            }

            var (then, files) = states[pick % states.Count];
            Now(copy.RestoreAsync(then, Token));
            Assert.Equal(files, Files(copy));
            Assert.Equal(then.Digest, Now(copy.CaptureAsync(Token)).Digest);
            var again = Snapshot.FromJson(then.ToJson());
            Assert.Equal(then.Digest, again.Digest);
            Now(copy.RestoreAsync(Snapshot.Original, Token));
            Assert.Equal(Files(_folder.Root), Files(copy));
        }, iter: 150, threads: 1);
    }

    private static void Change(PrivateCopy copy, string file, int kind, int size, bool byTool)
    {
        var text = new string((char)('0' + kind), size);
        if (!byTool)
        {
            copy.Apply(kind == 0 ? new FileEdit.Delete(file) : new FileEdit.Write(file, text));
            return;
        }

        var full = Path.Combine(copy.Folder, file);
        if (kind == 0)
        {
            if (File.Exists(full))
            {
                File.Delete(full);
            }

            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    private static SortedDictionary<string, string> Files(PrivateCopy copy) => Files(copy.Folder);

    private static SortedDictionary<string, string> Files(string folder)
    {
        var all = TestFolder.Everything(folder);
        return new(all.Where(f => f.Value != "folder").ToDictionary(), StringComparer.Ordinal);
    }

    /// <summary>The property runs synchronously; these complete without waiting since no git is involved.</summary>
    private static T Now<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();

    private static void Now(ValueTask task) => task.AsTask().GetAwaiter().GetResult();
}
