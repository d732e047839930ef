using System.Text;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Tests.Search;

public sealed class RustSourcesTests
{
    private static readonly RustSources Two = RustSources.Empty.With("src/a.rs", "aaa").With("src/b.rs", "bbb");

    [Fact]
    public void Edits_of_several_files_are_applied_together_and_the_old_set_stays()
    {
        Assert.True(Two.TryApply([new("src/a.rs", 0, 1, "x"), new("src/b.rs", 3, 3, "!")], out var edited));
        Assert.Equal(["xaa", "bbb!"], edited.Files.Select(f => Encoding.UTF8.GetString(f.Value.Span)));
        Assert.Equal(["aaa", "bbb"], Two.Files.Select(f => Encoding.UTF8.GetString(f.Value.Span)));
        Assert.Equal(["src/a.rs", "src/b.rs"], edited.ChangedSince(Two));
    }

    [Fact]
    public void One_edit_that_cannot_be_made_refuses_all()
    {
        Assert.False(Two.TryApply([new("src/a.rs", 0, 1, "x"), new("/rustc/library/core/src/option.rs", 0, 1, "x")], out var edited));
        Assert.Null(edited);
        Assert.False(Two.TryApply([new("src/a.rs", 0, 1, "x"), new("src/b.rs", 3, 4, "x")], out _));
    }

    [Fact]
    public void Equal_contents_have_equal_digests_however_they_came_about()
    {
        Assert.True(Two.TryApply([new("src/a.rs", 0, 1, "a")], out var same));
        Assert.Equal(Two.ContentHash, same.ContentHash);
        Assert.NotEqual(Two.ContentHash, Two.With("src/a.rs", "aab").ContentHash);
        // Moving a byte over the border between two files is a different set.
        Assert.NotEqual(
            RustSources.Empty.With("a", "xy").With("b", "z").ContentHash, RustSources.Empty.With("a", "x").With("b", "yz").ContentHash);
    }
}
