using System.Collections.Immutable;

namespace AgentEscalation.Workspaces;

/// <summary>What git knows about a folder's files. Every answer is null when there is no git, no work tree, or git refuses.</summary>
internal sealed class GitFiles(string root, ICommandRunner commands)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A surrounding git command, for example a hook, must not redirect ours; and nothing in the repository's configuration may run.
    private static readonly ImmutableDictionary<string, string?> Surroundings = ImmutableDictionary<string, string?>.Empty
        .Add("GIT_DIR", null).Add("GIT_WORK_TREE", null).Add("GIT_INDEX_FILE", null).Add("GIT_COMMON_DIR", null).Add("GIT_PREFIX", null)
        .Add("GIT_OPTIONAL_LOCKS", "0").Add("LC_ALL", "C");

    /// <summary>The folder lies in a git work tree.</summary>
    public bool IsLikely { get; } = HasGitAbove(root);

    /// <summary>Files that git tracks or would track, relative to the root. Entries that end with a slash are other repositories.</summary>
    public async ValueTask<IReadOnlyCollection<string>?> ListAsync(CancellationToken cancellationToken)
    {
        if (!IsLikely)
        {
            return null;
        }

        var result = await RunAsync(null, ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], cancellationToken).ConfigureAwait(false);
        return result is { Succeeded: true, OutputTruncated: false } ? Split(result.StandardOutput) : null;
    }

    /// <summary>Those of the paths that git ignores.</summary>
    public async ValueTask<IReadOnlySet<string>> IgnoredAsync(IReadOnlyCollection<string> paths, CancellationToken cancellationToken)
    {
        if (!IsLikely || paths.Count == 0)
        {
            return ImmutableHashSet<string>.Empty;
        }

        var input = string.Concat(paths.Select(p => p + '\0'));
        var result = await RunAsync(input, ["check-ignore", "--no-index", "--stdin", "-z"], cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? Split(result.StandardOutput) : ImmutableHashSet<string>.Empty;
    }

    private static HashSet<string> Split(string output) => [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)];

    private static bool HasGitAbove(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (Path.Exists(Path.Combine(at, ".git")))
            {
                return true;
            }
        }

        return false;
    }

    private ValueTask<CommandResult> RunAsync(string? input, ImmutableArray<string> arguments, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command
            {
                FileName = "git",
                Arguments = ["-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", .. arguments],
                WorkingDirectory = root,
                Environment = Surroundings,
                Timeout = Limit,
                MaxOutputBytes = 64 * 1024 * 1024,
                StandardInput = input,
            },
            cancellationToken);
}
