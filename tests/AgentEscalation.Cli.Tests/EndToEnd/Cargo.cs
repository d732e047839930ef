namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>The toolchain, which a machine that only works on the .NET side may lack.</summary>
internal static class Cargo
{
    private static readonly string[] Folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);

    public static bool IsThere { get; } = Array.Exists(Folders, folder => File.Exists(Path.Combine(folder, "cargo")));

    /// <summary>Skips a test where there is no cargo.</summary>
    public static void IsNeeded() => Assert.SkipUnless(IsThere, "There is no cargo on PATH; install the Rust toolchain to run this test.");

    /// <summary>The environment with a PATH that holds these programs in the place of cargo, before all others.</summary>
    /// <param name="folder">An empty folder for them.</param>
    /// <param name="script">A shell script; null: no cargo at all.</param>
    public static Dictionary<string, string?> Replaced(string folder, string? script)
    {
        Directory.CreateDirectory(folder);
        if (script is null)
        {
            return new() { ["PATH"] = folder };
        }

        var cargo = Path.Combine(folder, "cargo");
        File.WriteAllText(cargo, $"#!/bin/bash\n{script}\n");
        File.SetUnixFileMode(cargo, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new() { ["PATH"] = $"{folder}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}" };
    }
}
