using System.Text;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Verifiers;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Rust.Measuring;

/// <summary>The baseline: the real <c>cargo fix --broken-code</c> on a real project.</summary>
internal sealed class CargoFix(ICommandRunner runner)
{
    public async ValueTask<RustSources> FixAsync(CorpusCase corpusCase, string folder, CancellationToken cancellationToken)
    {
        var source = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "fix", "src")).FullName, corpusCase.CrateType == "lib" ? "lib.rs" : "main.rs");
        folder = Path.Combine(folder, "fix");
        var manifest = $"[package]\nname = \"broken\"\nversion = \"0.1.0\"\nedition = \"{corpusCase.Edition}\"\n\n[workspace]\n";
        await File.WriteAllTextAsync(Path.Combine(folder, "Cargo.toml"), manifest, cancellationToken).ConfigureAwait(false);
        await File.WriteAllTextAsync(source, corpusCase.Source, new UTF8Encoding(false), cancellationToken).ConfigureAwait(false);
        await runner.RunAsync(
            new()
            {
                FileName = "cargo",
                WorkingDirectory = folder,
                Arguments = ["fix", "--broken-code", "--allow-no-vcs", "--quiet"],
                Environment = RustCommands.Environment(new() { AllowUnstableFeatures = corpusCase.IsUnstable }),
            },
            cancellationToken).ConfigureAwait(false);
        return RustSources.Empty.With(SingleFileSources.FileName, await File.ReadAllBytesAsync(source, cancellationToken).ConfigureAwait(false));
    }
}
