using System.Runtime.Versioning;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Workspaces;

[SupportedOSPlatform("linux")]
public sealed class PrivateCopyTests : IDisposable
{
    private readonly TestFolder _folder = new(("Cargo.toml", "[package]\n"), ("src/lib.rs", "fn a() {}\n"), ("src/bin/tool.rs", "fn main() {}\n"));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_copy_has_the_files_their_contents_and_their_modes()
    {
        _folder.Write("run.sh", "#!/bin/sh\n");
        File.SetUnixFileMode(_folder.Full("run.sh"), (UnixFileMode)0b111_101_000);
        File.WriteAllBytes(_folder.Full("blob"), [0, 255, 13, 10, 0]);
        using var copy = await _folder.CopyAsync();
        Assert.Equal(["Cargo.toml", "blob", "run.sh", "src/bin/tool.rs", "src/lib.rs"], copy.Files);
        Assert.Equal(TestFolder.Everything(_folder.Root), TestFolder.Everything(copy.Folder));
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(_folder.Scratch));
    }

    [Fact]
    public async Task Without_git_what_builds_make_is_left_out_but_not_sources_of_the_same_name()
    {
        _folder.Write("target/debug/x", "");
        _folder.Write("src/target/mod.rs", "");
        _folder.Write("node_modules/x/y.js", "");
        _folder.Write("net/App.csproj", "");
        _folder.Write("net/bin/App.dll", "");
        _folder.Write("net/obj/x", "");
        _folder.Write(".hidden", "");
        using var copy = await _folder.CopyAsync();
        Assert.Equal([".hidden", "Cargo.toml", "net/App.csproj", "src/bin/tool.rs", "src/lib.rs", "src/target/mod.rs"], copy.Files);
    }

    [Fact]
    public async Task What_git_ignores_is_left_out()
    {
        TestFolder.Sh(_folder.Root, "git init -q . && git add . && printf '*.log\\n/out/\\nCargo.lock\\n' > .gitignore");
        _folder.Write("a.log", "");
        _folder.Write("out/x", "");
        _folder.Write("Cargo.lock", "lock");
        _folder.Write("new file ü.rs", "");
        File.Delete(_folder.Full("src/bin/tool.rs"));
        using (var copy = await _folder.CopyAsync())
        {
            Assert.Equal([".gitignore", "Cargo.toml", "new file ü.rs", "src/lib.rs"], copy.Files);
            Assert.False(Directory.Exists(Path.Combine(copy.Folder, ".git")));
        }

        using var withLock = await _folder.CopyAsync(_folder.Options with { AlsoCopy = ["Cargo.lock"] });
        Assert.Contains("Cargo.lock", withLock.Files);
    }

    [Fact]
    public async Task A_folder_that_git_ignores_as_a_whole_is_copied_all_the_same()
    {
        TestFolder.Sh(_folder.Outside, "git init -q . && echo user > .gitignore");
        using var copy = await _folder.CopyAsync();
        Assert.Contains("src/lib.rs", copy.Files);
    }

    [Fact]
    public async Task Another_repository_inside_is_copied()
    {
        TestFolder.Sh(_folder.Root, "git init -q . && mkdir sub && cd sub && git init -q . && echo x > file && git add file");
        using var copy = await _folder.CopyAsync();
        Assert.Contains("sub/file", copy.Files);
        Assert.DoesNotContain(copy.Files, f => f.Contains(".git"));
    }

    [Fact]
    public async Task A_repositorys_configuration_runs_nothing()
    {
        var trace = Path.Combine(_folder.Outside, "ran");
        TestFolder.Sh(_folder.Root, $"git init -q . && git config core.fsmonitor 'touch {trace};' && git config alias.ls-files '!touch {trace}'");
        using var copy = await _folder.CopyAsync();
        Assert.Contains("src/lib.rs", copy.Files);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task Links_that_stay_inside_are_copied_and_others_are_named()
    {
        File.CreateSymbolicLink(_folder.Full("src/link.rs"), "lib.rs");
        File.CreateSymbolicLink(_folder.Full("absolute"), _folder.Full("src"));
        File.CreateSymbolicLink(_folder.Full("out"), "/etc/hostname");
        File.CreateSymbolicLink(_folder.Full("up"), "..");
        TestFolder.Sh(_folder.Root, "mkfifo pipe");
        using var copy = await _folder.CopyAsync();
        Assert.Equal("lib.rs", new FileInfo(Path.Combine(copy.Folder, "src/link.rs")).LinkTarget);
        Assert.Equal("src", new FileInfo(Path.Combine(copy.Folder, "absolute")).LinkTarget);
        Assert.Equal("fn a() {}\n", copy.ReadText("absolute/link.rs"));
        Assert.Equal(["out", "pipe", "up"], copy.Skipped.Select(s => s.Path).Order());
        Assert.Contains("'/etc/hostname', outside", copy.Skipped.Single(s => s.Path == "out").Reason);
        Assert.False(Path.Exists(Path.Combine(copy.Folder, "out")));
    }

    [Fact]
    public async Task A_path_that_leaves_the_copy_is_not_resolved()
    {
        using var copy = await _folder.CopyAsync();
        File.CreateSymbolicLink(Path.Combine(copy.Folder, "out"), "/etc");
        TestFolder.Sh(copy.Folder, "mkfifo pipe");
        Assert.Equal(Path.Combine(copy.Folder, "src/new/x.rs"), copy.Resolve("src/new/x.rs"));
        Assert.Contains("'out/passwd' leaves", Assert.Throws<WorkspaceException>(() => copy.Resolve("out/passwd")).Message);
        Assert.Contains("..", Assert.Throws<WorkspaceException>(() => copy.ReadText("../x")).Message);
        Assert.Contains("pipe", Assert.Throws<WorkspaceException>(() => copy.ReadText("pipe")).Message);
    }

    [Fact]
    public async Task The_users_folder_can_go_on_changing()
    {
        using var copy = await _folder.CopyAsync();
        _folder.Write("src/lib.rs", "changed by the user");
        Assert.Equal("fn a() {}\n", copy.ReadText("src/lib.rs"));
        Assert.Equal("fn a() {}\n"u8, copy.ReadOriginal("src/lib.rs")!);
        Assert.Null(copy.ReadOriginal("none"));
        using var fork = await copy.ForkAsync(cancellationToken: Token);
        Assert.Equal("fn a() {}\n", fork.ReadText("src/lib.rs"));
    }

    [Fact]
    public async Task A_fork_starts_in_a_state_and_outlives_the_copy_it_came_from()
    {
        var copy = await _folder.CopyAsync();
        copy.Apply(new FileEdit.Write("src/lib.rs", "edited"), new FileEdit.Write("new", "new"));
        using var fork = await copy.ForkAsync(copy.Current, Token);
        copy.Dispose();
        Assert.Equal("edited", fork.ReadText("src/lib.rs"));
        Assert.Equal("new", fork.ReadText("new"));
        await fork.RestoreAsync(Snapshot.Original, Token);
        Assert.Equal(TestFolder.Everything(_folder.Root), TestFolder.Everything(fork.Folder));
    }

    [Fact]
    public async Task A_disposed_copy_is_gone_and_refuses_everything()
    {
        var copy = await _folder.CopyAsync();
        TestFolder.Sh(copy.Folder, "mkdir -p locked/in && touch locked/in/x && chmod 0 locked");
        copy.Dispose();
        copy.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Scratch));
        Assert.Throws<ObjectDisposedException>(() => copy.Apply(new FileEdit.Write("a", "")));
        Assert.Throws<ObjectDisposedException>(() => copy.Resolve("a"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await copy.CaptureAsync(Token));
    }

    [Fact]
    public async Task Copies_of_dead_processes_are_removed_and_living_ones_stay()
    {
        using var living = await _folder.CopyAsync();
        Directory.CreateDirectory(Path.Combine(_folder.Scratch, "1-dead/copy"));
        File.WriteAllText(Path.Combine(_folder.Scratch, "1-dead.lock"), "");
        Directory.CreateDirectory(Path.Combine(_folder.Scratch, "2-dead/copy"));
        File.WriteAllText(Path.Combine(_folder.Scratch, "3-dead.lock"), "");
        using var other = await _folder.CopyAsync();
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_folder.Scratch), e => e.Contains("dead"));
        Assert.True(File.Exists(Path.Combine(living.Folder, "src/lib.rs")));
    }

    [Fact]
    public async Task A_cache_folder_lies_beside_the_copy_and_goes_with_it()
    {
        var copy = await _folder.CopyAsync();
        var cache = copy.CacheFolder("target");
        Assert.True(Directory.Exists(cache));
        Assert.False(PathConfinement.IsBelow(copy.Folder, cache));
        Assert.Throws<ArgumentException>(() => copy.CacheFolder("../x"));
        copy.Dispose();
        Assert.False(Directory.Exists(cache));
    }

    [Fact]
    public async Task A_scratch_folder_that_is_a_link_is_refused()
    {
        File.CreateSymbolicLink(_folder.Scratch, "/tmp");
        var e = await Assert.ThrowsAsync<WorkspaceException>(() => _folder.CopyAsync());
        Assert.Contains("symbolic link", e.Message);
        File.Delete(_folder.Scratch);
    }
}
