using System.Runtime.Versioning;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Workspaces;

[SupportedOSPlatform("linux")]
public sealed class JudgingTests : IDisposable
{
    private readonly TestFolder _folder = new(
        ("Cargo.toml", "[package]\n"), ("src/lib.rs", "code\n//TEST\nassert\n"), ("src/plain.rs", "code\n"), ("tests/t.rs", "assert\n"), ("tests/u.rs", "assert\n"));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkspaceOptions Options => _folder.Options with { Protected = ["**/tests/**", "Cargo.toml", ".cargo/**"], Regions = new AfterMark() };

    [Fact]
    public async Task An_edit_of_the_verifiers_files_is_refused_with_a_reason()
    {
        using var copy = await _folder.CopyAsync(Options);
        foreach (var edit in new FileEdit[]
                 {
                     new FileEdit.Exchange("tests/t.rs", "assert", ""), new FileEdit.Delete("Cargo.toml"), new FileEdit.Write(".cargo/config.toml", "x"),
                     new FileEdit.Write("tests/new.rs", ""), new FileEdit.Write("./tests//t.rs", ""),
                 })
        {
            var refusal = Assert.Single(copy.Apply(edit).Refusals);
            Assert.Equal(EditRefusalReason.Protected, refusal.Reason);
            Assert.Contains("belongs to the verifier", refusal.Message);
        }

        Assert.True(copy.Current.IsOriginal);
    }

    [Fact]
    public async Task An_edit_of_a_protected_region_is_refused_with_the_regions_reason()
    {
        using var copy = await _folder.CopyAsync(Options);
        Assert.True(copy.Apply(new FileEdit.Exchange("src/lib.rs", "code", "better code")).Applied);
        var refusal = Assert.Single(copy.Apply(new FileEdit.Exchange("src/lib.rs", "assert", "")).Refusals);
        Assert.Equal(EditRefusalReason.ProtectedRegion, refusal.Reason);
        Assert.Contains("the marked part", refusal.Message);
        Assert.Equal(EditRefusalReason.ProtectedRegion, Assert.Single(copy.Apply(new FileEdit.Delete("src/lib.rs")).Refusals).Reason);
        Assert.True(copy.Apply(new FileEdit.Delete("src/plain.rs")).Applied);
        Assert.True(copy.Apply(new FileEdit.Write("src/new.rs", "//TEST\nown")).Applied);
    }

    [Fact]
    public async Task What_the_task_may_edit_is_neither_refused_nor_put_back()
    {
        using var copy = await _folder.CopyAsync(Options with { MayEdit = ["tests/t.rs", "src/**"] });
        Assert.True(copy.Apply(new FileEdit.Write("tests/t.rs", "new"), new FileEdit.Write("src/lib.rs", "new")).Applied);
        Assert.False(copy.Apply(new FileEdit.Write("tests/u.rs", "new")).Applied);
        Assert.Empty(await copy.PrepareForJudgingAsync(Token));
        Assert.Equal("new", copy.ReadText("tests/t.rs"));
        Assert.Equal("new", copy.ReadText("src/lib.rs"));
    }

    [Fact]
    public async Task Whatever_tools_did_the_verifier_sees_its_own_inputs()
    {
        using var copy = await _folder.CopyAsync(Options);
        TestFolder.Sh(copy.Folder, """
            echo > tests/t.rs; rm tests/u.rs; echo x > tests/added.rs; mkdir .cargo; echo x > .cargo/config.toml; ln -sf /dev/null Cargo.toml
            printf 'repaired\n//TEST\ncheated\n' > src/lib.rs; echo repaired > src/plain.rs
            """);
        var back = await copy.PrepareForJudgingAsync(Token);
        Assert.Equal([".cargo/config.toml", "Cargo.toml", "src/lib.rs", "tests/added.rs", "tests/t.rs", "tests/u.rs"], back.Select(b => b.Path).Order(StringComparer.Ordinal));
        Assert.Contains(back, b => b.Reason.Contains("was deleted and is back"));
        Assert.Equal("assert\n", copy.ReadText("tests/t.rs"));
        Assert.Equal("assert\n", copy.ReadText("tests/u.rs"));
        Assert.Null(copy.ReadText("tests/added.rs"));
        Assert.Equal("[package]\n", copy.ReadText("Cargo.toml"));
        Assert.Null(new FileInfo(Path.Combine(copy.Folder, "Cargo.toml")).LinkTarget);
        Assert.Equal("repaired\n//TEST\nassert\n", copy.ReadText("src/lib.rs"));
        Assert.Equal("repaired\n", copy.ReadText("src/plain.rs"));
        Assert.Equal(["src/lib.rs", "src/plain.rs"], (await copy.CreatePatchAsync(Token)).Files.Select(f => f.Path));
        Assert.Empty(await copy.PrepareForJudgingAsync(Token));
    }

    [Fact]
    public async Task A_protected_file_that_git_ignores_is_removed_all_the_same()
    {
        TestFolder.Sh(_folder.Root, "git init -q . && echo .cargo > .gitignore");
        using var copy = await _folder.CopyAsync(Options);
        TestFolder.Sh(copy.Folder, "mkdir .cargo; echo x > .cargo/config.toml");
        Assert.Equal(".cargo/config.toml", Assert.Single(await copy.PrepareForJudgingAsync(Token)).Path);
    }

    [Fact]
    public async Task A_change_that_hides_behind_length_and_time_is_found()
    {
        using var copy = await _folder.CopyAsync(Options);
        TestFolder.Sh(copy.Folder, "touch -d 2020-01-01 tests/t.rs");
        Assert.True((await copy.CaptureAsync(Token)).IsOriginal);
        TestFolder.Sh(copy.Folder, "touch -r tests/t.rs time; printf 'ASSERT\\n' > tests/t.rs; touch -r time tests/t.rs; rm time");
        Assert.True((await copy.CaptureAsync(Token)).IsOriginal);
        Assert.Equal("tests/t.rs", Assert.Single(await copy.PrepareForJudgingAsync(Token)).Path);
    }

    [Fact]
    public async Task A_region_that_cannot_be_put_back_brings_the_whole_original_back()
    {
        using var copy = await _folder.CopyAsync(Options);
        File.WriteAllText(Path.Combine(copy.Folder, "src/lib.rs"), "no mark");
        Assert.Single(await copy.PrepareForJudgingAsync(Token));
        Assert.Equal("code\n//TEST\nassert\n", copy.ReadText("src/lib.rs"));
        File.WriteAllBytes(Path.Combine(copy.Folder, "src/lib.rs"), [0xFF]);
        Assert.Single(await copy.PrepareForJudgingAsync(Token));
        File.Delete(Path.Combine(copy.Folder, "src/lib.rs"));
        Assert.Single(await copy.PrepareForJudgingAsync(Token));
        Assert.Equal("code\n//TEST\nassert\n", copy.ReadText("src/lib.rs"));
    }

    /// <summary>All after a mark is the verifier's.</summary>
    private sealed class AfterMark : IProtectedRegions
    {
        private const string Mark = "//TEST\n";

        public ProtectedRegionHit? Check(string path, string? original, string? edited)
        {
            if (original?.IndexOf(Mark, StringComparison.Ordinal) is not (>= 0 and var from))
            {
                return null;
            }

            var at = edited?.IndexOf(Mark, StringComparison.Ordinal) ?? -1;
            return at >= 0 && edited![at..] == original[from..]
                ? null
                : new("the marked part was changed.", at < 0 ? null : edited![..at] + original[from..]);
        }
    }
}
