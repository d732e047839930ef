using System.Runtime.Versioning;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Workspaces;

[SupportedOSPlatform("linux")]
public sealed class ApplyTests : IDisposable
{
    private readonly TestFolder _folder = new(("a.rs", "a"), ("run.sh", "old"), ("gone.rs", "gone"), ("untouched", "u"));

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_patch_is_written_with_modes_kept_and_no_trace_left()
    {
        File.SetUnixFileMode(_folder.Full("run.sh"), (UnixFileMode)0b111_100_000);
        using var copy = await _folder.CopyAsync();
        var untouched = File.GetLastWriteTimeUtc(_folder.Full("untouched"));
        var patch = await PatchAsync(copy);
        var result = await (await _folder.OpenAsync()).ApplyAsync(patch, Token);
        Assert.True(result.Applied);
        Assert.Equal(["a.rs", "deep/er/new.rs", "gone.rs", "run.sh"], result.Files);
        Assert.Equal(TestFolder.Everything(copy.Folder), TestFolder.Everything(_folder.Root));
        Assert.Equal((UnixFileMode)0b111_100_000, File.GetUnixFileMode(_folder.Full("run.sh")));
        Assert.Equal(untouched, File.GetLastWriteTimeUtc(_folder.Full("untouched")));
        Assert.Equal(InterruptedApply.None, (await _folder.OpenAsync()).Interrupted);
    }

    [Theory]
    [InlineData("printf x > a.rs", "a.rs")]
    [InlineData("rm a.rs", "a.rs")]
    [InlineData("rm gone.rs", "gone.rs")]
    [InlineData("mkdir -p deep/er; touch deep/er/new.rs", "deep/er/new.rs")]
    [InlineData("rm a.rs; ln -s untouched a.rs", "a.rs")]
    [InlineData("mkdir other; ln -s other deep", "deep/er/new.rs")]
    [InlineData("rm a.rs; mkdir a.rs", "a.rs")]
    [InlineData("rm a.rs; mkfifo a.rs", "a.rs")]
    public async Task Files_changed_meanwhile_are_named_and_nothing_is_written(string change, string path)
    {
        using var copy = await _folder.CopyAsync();
        var patch = await PatchAsync(copy);
        var workspace = await _folder.OpenAsync();
        TestFolder.Sh(_folder.Root, change);
        var before = change.Contains("mkfifo") ? null : TestFolder.Everything(_folder.Root);
        var result = await workspace.ApplyAsync(patch, Token);
        Assert.False(result.Applied);
        Assert.Equal([path], result.Changed);
        Assert.Empty(result.Files);
        Assert.True(before is null || before.SequenceEqual(TestFolder.Everything(_folder.Root)));
    }

    [Fact]
    public async Task A_change_outside_the_patch_is_nobodys_business()
    {
        using var copy = await _folder.CopyAsync();
        var patch = await PatchAsync(copy);
        _folder.Write("untouched", "changed by the user");
        Assert.True((await (await _folder.OpenAsync()).ApplyAsync(patch, Token)).Applied);
        Assert.Equal("changed by the user", _folder.Read("untouched"));
    }

    [Fact]
    public async Task A_change_between_two_steps_is_seen_and_kept()
    {
        foreach (var step in await StepsAsync())
        {
            using var folder = new TestFolder(("a.rs", "a"), ("run.sh", "old"), ("gone.rs", "gone"), ("untouched", "u"));
            var count = 0;
            var workspace = await folder.OpenAsync(folder.Options with
            {
                AtStep = _ =>
                {
                    if (count++ == step.Index)
                    {
                        folder.Write("run.sh", "by the user");
                    }
                },
            });
            using var copy = await workspace.CopyAsync(Token);
            var before = TestFolder.Everything(folder.Root);
            var patch = await PatchAsync(copy);
            var result = await workspace.ApplyAsync(patch, Token);
            Assert.Equal("by the user", folder.Read("run.sh"));
            folder.Write("run.sh", "old");
            if (!result.Applied)
            {
                Assert.Equal(["run.sh"], result.Changed);
                Assert.Equal(before, TestFolder.Everything(folder.Root));
            }
        }
    }

    [Fact]
    public async Task A_failure_at_any_step_leaves_the_folder_as_it_was_and_says_so()
    {
        var steps = await StepsAsync();
        Assert.InRange(steps.Count, 12, 30);
        foreach (var step in steps)
        {
            using var folder = new TestFolder(("a.rs", "a"), ("run.sh", "old"), ("gone.rs", "gone"), ("untouched", "u"));
            var count = 0;
            var workspace = await folder.OpenAsync(folder.Options with
            {
                AtStep = _ =>
                {
                    if (count++ == step.Index)
                    {
                        throw new IOException("No space left on device");
                    }
                },
            });
            using var copy = await workspace.CopyAsync(Token);
            var before = TestFolder.Everything(folder.Root);
            var patch = await PatchAsync(copy);
            if (step.Name is "committed" or "placed all" or "done")
            {
                // Nothing is written between these steps and the next; what cannot fail is not made to.
                continue;
            }

            var e = await Assert.ThrowsAsync<WorkspaceException>(async () => await workspace.ApplyAsync(patch, Token));
            Assert.Contains("as it was: No space left", e.Message);
            Assert.Contains(folder.Root, e.Message);
            Assert.Equal(before, TestFolder.Everything(folder.Root));
            Assert.Equal(InterruptedApply.None, (await folder.OpenAsync()).Interrupted);
        }
    }

    [Fact]
    public async Task Cancellation_before_the_decision_leaves_the_folder_as_it_was_and_after_it_is_too_late()
    {
        foreach (var step in await StepsAsync())
        {
            using var folder = new TestFolder(("a.rs", "a"), ("run.sh", "old"), ("gone.rs", "gone"), ("untouched", "u"));
            using var stop = new CancellationTokenSource();
            var count = 0;
            var workspace = await folder.OpenAsync(folder.Options with
            {
                AtStep = _ =>
                {
                    if (count++ == step.Index)
                    {
                        stop.Cancel();
                    }
                },
            });
            using var copy = await workspace.CopyAsync(Token);
            var patch = await PatchAsync(copy);
            var before = TestFolder.Everything(folder.Root);
            try
            {
                Assert.True((await workspace.ApplyAsync(patch, stop.Token)).Applied);
                Assert.Equal(TestFolder.Everything(copy.Folder), TestFolder.Everything(folder.Root));
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(before, TestFolder.Everything(folder.Root));
            }
        }
    }

    [Fact]
    public async Task Applies_to_one_folder_wait_for_one_another()
    {
        using var folder = new TestFolder(("f", "0"));
        int inside = 0, most = 0;
        var workspace = await folder.OpenAsync(folder.Options with
        {
            AtStep = step =>
            {
                if (step == "planned")
                {
                    Interlocked.Increment(ref inside);

                    // Time for another one to come in, which nothing but the lock prevents.
                    SpinWait.SpinUntil(() => Volatile.Read(ref inside) > 1, TimeSpan.FromMilliseconds(300));
                    most = Math.Max(most, Volatile.Read(ref inside));
                }
                else if (step == "done")
                {
                    Interlocked.Decrement(ref inside);
                }
            },
        });
        var patches = new List<Patch>();
        for (var i = 0; i < 8; i++)
        {
            using var copy = await workspace.CopyAsync(Token);
            copy.Apply(new FileEdit.Write("f", $"by {i}"));
            patches.Add(await copy.CreatePatchAsync(Token));
        }

        var results = await Task.WhenAll(patches.Select(p => Task.Run(async () => await workspace.ApplyAsync(p, Token), Token)));
        Assert.Equal(1, most);
        var winner = Assert.Single(Enumerable.Range(0, 8), i => results[i].Applied);
        Assert.Equal($"by {winner}", folder.Read("f"));
    }

    [Fact]
    public async Task A_folder_that_forbids_it_is_found_out_before_anything_is_written()
    {
        TestFolder.Sh(_folder.Root, "mkdir d; echo x > d/f");
        using var copy = await _folder.CopyAsync();
        copy.Apply(new FileEdit.Write("a.rs", "new"), new FileEdit.Write("d/f/g", "below a file"));
        Assert.Contains("'d/f' is a file", Assert.Single(copy.Apply(new FileEdit.Write("d/f/g", "")).Refusals).Message);

        // The user turns a folder of the patch into a file.
        copy.Apply(new FileEdit.Write("a.rs", "new"), new FileEdit.Write("n/x", "new"));
        var patch = await copy.CreatePatchAsync(Token);
        _folder.Write("n", "a file");
        var before = TestFolder.Everything(_folder.Root);
        var workspace = await _folder.OpenAsync();
        var e = await Assert.ThrowsAsync<WorkspaceException>(async () => await workspace.ApplyAsync(patch, Token));
        Assert.Contains("as it was", e.Message);
        Assert.Equal(before, TestFolder.Everything(_folder.Root));
    }

    [Theory]
    [InlineData("""{"version":1,"id":"abc","committed":true,"files":[{"path":"../victim","oldDigest":null,"newDigest":null,"old":null,"mode":420}],"folders":[]}""")]
    [InlineData("""{"version":1,"id":"../../x","committed":false,"files":[],"folders":[]}""")]
    [InlineData("""{"version":1,"id":"abc","committed":false,"files":[],"folders":["../x"]}""")]
    [InlineData("""{"version":9,"id":"abc","committed":false,"files":[],"folders":[]}""")]
    [InlineData("""{"version":1,"id":"abc","committed":false,"files":[null],"folders":[]}""")]
    [InlineData("nonsense")]
    public async Task A_planted_record_of_an_apply_is_refused_and_named(string json)
    {
        _folder.Write(".agent-escalation.journal", json);
        var e = await Assert.ThrowsAsync<WorkspaceException>(async () => await _folder.OpenAsync());
        Assert.Contains(".agent-escalation.journal", e.Message);
    }

    private static async Task<Patch> PatchAsync(PrivateCopy copy)
    {
        Assert.True(copy.Apply(
            new FileEdit.Write("a.rs", "A"), new FileEdit.Write("run.sh", "new"), new FileEdit.Delete("gone.rs"), new FileEdit.Write("deep/er/new.rs", "new")).Applied);
        return await copy.CreatePatchAsync(Token);
    }

    /// <summary>The steps of an apply, in their order.</summary>
    private static async Task<List<(int Index, string Name)>> StepsAsync()
    {
        using var folder = new TestFolder(("a.rs", "a"), ("run.sh", "old"), ("gone.rs", "gone"), ("untouched", "u"));
        var steps = new List<(int, string)>();
        var workspace = await folder.OpenAsync(folder.Options with { AtStep = name => steps.Add((steps.Count, name)) });
        using var copy = await workspace.CopyAsync(Token);
        await workspace.ApplyAsync(await PatchAsync(copy), Token);
        return steps;
    }
}
