using System.Security.Cryptography;
using System.Text;

namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>A crate in a temporary folder. Remembers what it looked like, so that a test can say that nobody touched it.</summary>
internal sealed class TestCrate : IDisposable
{
    private string _asMade = "";

    private TestCrate(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>The crate of a name beside which other folders may stand.</summary>
    public string Parent => Path.GetDirectoryName(Folder)!;

    public static TestCrate Of(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var crate = new TestCrate(Path.Combine(Directory.CreateTempSubdirectory("ae-cli-").FullName, "crate"));
        crate.Write("Cargo.toml", "[package]\nname = \"crate-under-test\"\nversion = \"0.1.0\"\nedition = \"2021\"\n");
        foreach (var (path, text) in files)
        {
            crate.Write(path, text);
        }

        crate.Remember();
        return crate;
    }

    /// <summary>The code that <see cref="Resolvable"/> has; the compiler itself suggests the repair.</summary>
    public const string Broken = "pub fn greeting() -> String {\n    let text = String::new();\n    text.push_str(\"hello\");\n    text\n}\n";

    /// <summary>What its repair looks like.</summary>
    public const string Repair = "    let mut text = String::new();";

    /// <summary>One repair, which the compiler suggests itself, and a test that shows it.</summary>
    public static TestCrate Resolvable() => Of(
        ("src/lib.rs", Broken),
        ("tests/greets.rs", "#[test]\nfn greets() {\n    assert_eq!(crate_under_test::greeting(), \"hello\");\n}\n"));

    /// <summary>Nothing to repair.</summary>
    public static TestCrate Sound() => Of(
        ("src/lib.rs", "pub fn answer() -> u32 {\n    42\n}\n"),
        ("tests/answers.rs", "#[test]\nfn answers() {\n    assert_eq!(crate_under_test::answer(), 42);\n}\n"));

    /// <summary>Two tests that no code satisfies both: a person has to say which one is right.</summary>
    public static TestCrate Contradictory() => Of(
        ("src/lib.rs", "/// Orders from this sum on are delivered free of charge.\npub fn free_from() -> u32 {\n    5000\n}\n"),
        ("tests/old.rs", "#[test]\nfn free_from_fifty() {\n    assert_eq!(crate_under_test::free_from(), 5000);\n}\n"),
        ("tests/new.rs", "#[test]\nfn free_from_forty() {\n    assert_eq!(crate_under_test::free_from(), 4000);\n}\n"));

    /// <summary>A copy of a crate of the sample.</summary>
    public static TestCrate Sample(string name)
    {
        var crate = new TestCrate(Path.Combine(Directory.CreateTempSubdirectory("ae-cli-").FullName, name));
        var source = Path.Combine(RepositoryRoot(), "samples", "01-RustRecovery", "crates", name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(source, file);
            if (!relative.StartsWith("target", StringComparison.Ordinal))
            {
                crate.Write(relative, File.ReadAllText(file));
            }
        }

        crate.Remember();
        return crate;
    }

    public static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside their repository.");
        }

        return folder;
    }

    public void Write(string relative, string text)
    {
        var path = Path.Combine(Folder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(string relative) => File.ReadAllText(Path.Combine(Folder, relative));

    /// <summary>What the folder is compared with from now on.</summary>
    public void Remember() => _asMade = Digest();

    /// <summary>Every file, every byte, every name.</summary>
    public void IsUntouched() => Assert.Equal(_asMade, Digest());

    public void IsChanged() => Assert.NotEqual(_asMade, Digest());

    public void Dispose()
    {
        foreach (var folder in Directory.EnumerateDirectories(Parent, "*", SearchOption.AllDirectories).Prepend(Parent))
        {
            if (new DirectoryInfo(folder).LinkTarget is null)
            {
                File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }

        Directory.Delete(Parent, recursive: true);
    }

    private string Digest()
    {
        var text = new StringBuilder();
        foreach (var path in Directory.EnumerateFileSystemEntries(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var content = Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            text.AppendLine($"{Path.GetRelativePath(Folder, path)} {content}");
        }

        return text.ToString();
    }
}
