namespace AgentEscalation.Rust.Tests;

/// <summary>A folder for one test, deleted with it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("agent-escalation-rust-").FullName;

    public string Write(string name, string text)
    {
        var full = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public ScratchFolder Crate(string source, string file = "src/lib.rs")
    {
        Write("Cargo.toml", "[package]\nname = \"sample\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[workspace]\n");
        Write(file, source);
        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
