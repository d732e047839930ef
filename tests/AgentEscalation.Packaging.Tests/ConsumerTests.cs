using System.IO.Compression;
using System.Xml.Linq;

namespace AgentEscalation.Packaging.Tests;

public sealed class ConsumerTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    [Fact]
    public async Task A_console_project_outside_the_repository_runs_with_the_core_package_alone()
    {
        var project = NewProject("consumer", "AgentEscalation", """
            using AgentEscalation.Cases;
            using AgentEscalation.Policies;
            using AgentEscalation.Routing;

            var router = EscalationRouter.Create(o => o.Policy(EscalationPolicy.Default)
                .Adviser(Level.PeerConsultation, (report, token) => new(Guidance.Of("count from zero"))));
            var tries = 0;
            var run = await router.RunAsync<int>(
                "answer with three",
                work: (attempt, token) => new(++tries),
                verify: (value, token) => new(value == 3 ? Verdict.Verified : Verdict.Failed($"{value} is not three")));
            Console.WriteLine($"{run.Outcome}: {run.Value}");
            """);

        var output = await Shell.MustRunAsync(project, "dotnet", "run");

        Assert.Contains("Resolved at level 1: 3", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rust_package_brings_the_core_with_it()
    {
        var project = NewProject("rust-consumer", "AgentEscalation.Rust", """
            using AgentEscalation.Agents;
            using AgentEscalation.Rust;

            Console.WriteLine(typeof(RustVerifier).Name + " for " + AgentCatalog.BuiltIn.Find("rust-pro")!.Name);
            """);

        var output = await Shell.MustRunAsync(project, "dotnet", "run");

        Assert.Contains("RustVerifier for rust-pro", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_installs_as_a_tool_and_validates_the_agents_that_ship()
    {
        var folder = Path.Combine(feed.Root, "tool");
        Directory.CreateDirectory(folder);
        WriteSources(folder);
        await Shell.MustRunAsync(folder, "dotnet", "tool", "install", "AgentEscalation.Cli", "--version", feed.Version, "--tool-path", folder);

        var output = await Shell.MustRunAsync(
            folder, Path.Combine(folder, "agent-escalation"), "agents", "validate", "--strict", Path.Combine(PackageFeed.Repository, "agents"));

        Assert.DoesNotContain("AE0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_package_has_a_readme_a_licence_and_symbols()
    {
        foreach (var project in PackageFeed.Projects())
        {
            var id = Path.GetFileNameWithoutExtension(project);
            using var package = ZipFile.OpenRead(Path.Combine(feed.Folder, $"{id}.{feed.Version}.nupkg"));
            using var manifest = package.GetEntry($"{id}.nuspec")!.Open();
            var metadata = XDocument.Load(manifest).Root!.Elements().First();
            string? Value(string name) => metadata.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;

            Assert.Equal("MIT", Value("license"));
            Assert.False(string.IsNullOrWhiteSpace(Value("description")), id);
            using var readme = new StreamReader(package.GetEntry(Value("readme")!)!.Open());
            Assert.True(readme.ReadToEnd().Length > 200, $"{id}'s README says too little");
            Assert.True(File.Exists(Path.Combine(feed.Folder, $"{id}.{feed.Version}.snupkg")), $"{id} has no symbols");
        }
    }

    private string NewProject(string name, string package, string program)
    {
        var folder = Path.Combine(feed.Root, name);
        Directory.CreateDirectory(folder);
        WriteSources(folder);
        File.WriteAllText(Path.Combine(folder, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    private void WriteSources(string folder) => File.WriteAllText(Path.Combine(folder, "NuGet.config"), $"""
        <configuration>
          <packageSources>
            <add key="packages-of-this-repository" value="{feed.Folder}" />
          </packageSources>
        </configuration>
        """);
}
