using AgentEscalation.Workspaces;

namespace RustRecovery;

/// <summary>The toolchain that judges.</summary>
internal static class Cargo
{
    public static async Task<bool> IsThereAsync()
    {
        var version = await new ProcessCommandRunner().RunAsync(
            new() { FileName = "cargo", Arguments = ["--version"], WorkingDirectory = Path.GetTempPath() }, CancellationToken.None);
        if (version.Succeeded)
        {
            return true;
        }

        Console.Error.WriteLine($"error: cargo, the verifier of this sample, cannot be used: {version.StartError ?? version.StandardError.Trim()}");
        Console.Error.WriteLine("Install the Rust toolchain and start again:");
        Console.Error.WriteLine("  Debian, Ubuntu:  sudo apt-get install cargo");
        Console.Error.WriteLine("  Fedora:          sudo dnf install cargo");
        Console.Error.WriteLine("  macOS:           brew install rust");
        Console.Error.WriteLine("  any:             https://rustup.rs");
        return false;
    }
}
