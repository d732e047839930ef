using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Tests.Verifiers;

/// <summary>Against the real cargo.</summary>
public sealed class CrateSourcesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Candidates_are_compiled_beside_the_folder_and_the_folder_stays_as_it_is()
    {
        using var folder = new ScratchFolder().Crate("mod inner;\npub use inner::f;\n");
        folder.Write("src/inner.rs", "pub fn f() -> i32 { \"no\" }\n");
        folder.Write("tests/it.rs", "#[test] fn it() { assert_eq!(sample::f(), 1); }\n");
        using var scratch = new ScratchFolder();
        using var crate = new CrateSources(folder.Path, scratch.Path, CargoVerb.Test, new ProcessCommandRunner());
        var sources = CrateSources.Read(folder.Path);
        Assert.Equal(["src/inner.rs", "src/lib.rs"], sources.Paths);

        var checks = await Task.WhenAll(
            crate.CheckAsync(sources, Token).AsTask(),
            crate.CheckAsync(sources.With("src/inner.rs", "pub fn f() -> i32 { 1 }\n"), Token).AsTask());
        Assert.Equal([RustCheckKind.Failed, RustCheckKind.Passed], checks.Select(c => c.Kind));
        Assert.Equal("src/inner.rs", checks[0].Errors[0].Primary!.File);

        // And back, in lanes that hold something else now.
        Assert.Equal(RustCheckKind.Failed, (await crate.CheckAsync(sources, Token)).Kind);
        Assert.Equal(RustCheckKind.Failed, (await crate.CheckAsync(sources.With("src/lib.rs", "pub fn g() {}\n"), Token)).Kind);
        Assert.Equal("pub fn f() -> i32 { \"no\" }\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "src/inner.rs"), Token));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "target")));
    }
}
