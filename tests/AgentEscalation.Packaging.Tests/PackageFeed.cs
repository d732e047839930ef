using System.Globalization;

namespace AgentEscalation.Packaging.Tests;

/// <summary>All packages of the repository in a folder of their own, under a version that no cache has seen.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.0.1-smoke.{Environment.ProcessId}.{Environment.TickCount64}");

    public string Root { get; } = Directory.CreateTempSubdirectory("agent-escalation-packages-").FullName;

    public string Folder => Path.Combine(Root, "feed");

    public static string Repository { get; } = FindRepository();

    public async ValueTask InitializeAsync()
    {
        foreach (var project in Projects())
        {
            await Shell.MustRunAsync(
                Repository, "dotnet", "pack", project, "-c", "Release", "--no-restore", "-v", "q", "-o", Folder, $"-p:Version={Version}");
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var package in Projects().Select(static p => Path.GetFileNameWithoutExtension(p).ToLowerInvariant()))
        {
            var cached = Path.Combine(cache, package, Version);
            if (Directory.Exists(cached))
            {
                Directory.Delete(cached, recursive: true);
            }
        }

        return ValueTask.CompletedTask;
    }

    public static IEnumerable<string> Projects() =>
        Directory.EnumerateFiles(Path.Combine(Repository, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
