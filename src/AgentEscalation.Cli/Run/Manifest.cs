using System.Text.Json;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Cli.Run;

/// <summary>Looks at the manifests of a workspace before anything is copied: what cargo cannot read, or would look for outside the copy, is
/// the user's to mend and no error to climb with.</summary>
internal static class Manifest
{
    private const int MostOutput = 64 * 1024 * 1024;

    /// <summary>Makes sure that a folder holds a crate or a cargo workspace that is complete in itself.</summary>
    /// <param name="folder">The folder as given.</param>
    /// <param name="runner">Runs cargo, which writes nothing for this.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BadInputException">It does not.</exception>
    public static async ValueTask RequireAsync(string folder, ICommandRunner runner, CancellationToken cancellationToken)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!Directory.Exists(root) || IsUnderLink(root))
        {
            return; // Opening it says why not.
        }

        if (!File.Exists(Path.Combine(root, "Cargo.toml")))
        {
            throw new BadInputException(
                $"'{folder}' is no crate: it has no Cargo.toml", "--workspace", "Name the folder of a crate or of a cargo workspace.");
        }

        var result = await runner.RunAsync(
            new()
            {
                FileName = "cargo",
                Arguments = ["metadata", "--no-deps", "--offline", "--format-version", "1"],
                WorkingDirectory = root,
                MaxOutputBytes = MostOutput,
            },
            cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new BadInputException(
                $"cargo cannot read '{Path.Combine(root, "Cargo.toml")}'",
                result.TimedOut ? "it did not answer in time" : string.Join(' ', Printable.Of(result.StandardError).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(6)),
                "Mend the manifest; `cargo metadata --no-deps` shows the whole message.");
        }

        var (workspace, paths) = Read(result.StandardOutput);
        if (workspace is not null && !IsIn(workspace, root))
        {
            throw new BadInputException(
                $"'{root}' is a member of the cargo workspace '{Printable.Line(workspace)}'", "--workspace", "Name that folder: its lock file and settings belong to the crate.");
        }

        foreach (var (package, path) in paths)
        {
            if (!IsIn(path, root))
            {
                throw new BadInputException(
                    $"The package '{Printable.Line(package)}' needs '{Printable.Line(path)}', which lies outside of '{root}'",
                    "--workspace",
                    "Only the workspace is copied: put both into one cargo workspace and name its folder.");
            }
        }
    }

    private static bool IsIn(string path, string root) =>
        path == root || path.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static bool IsUnderLink(string root)
    {
        for (var at = new DirectoryInfo(root); at is not null; at = at.Parent)
        {
            if (at.LinkTarget is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static (string? Workspace, List<(string Package, string Path)> Paths) Read(string metadata)
    {
        List<(string, string)> paths = [];
        string? workspace = null;
        try
        {
            using var json = JsonDocument.Parse(metadata);
            workspace = json.RootElement.GetProperty("workspace_root").GetString();
            foreach (var package in json.RootElement.GetProperty("packages").EnumerateArray())
            {
                var name = package.GetProperty("name").GetString() ?? "";
                paths.Add((name, Path.GetDirectoryName(package.GetProperty("manifest_path").GetString())!));
                foreach (var dependency in package.GetProperty("dependencies").EnumerateArray())
                {
                    if (dependency.TryGetProperty("path", out var path) && path.GetString() is { } needed)
                    {
                        paths.Add((name, Path.GetFullPath(needed)));
                    }
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // An answer of another form says nothing against the folder; the verifier will judge it.
        }

        return (workspace, paths);
    }
}
