using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AgentEscalation.Tests.Samples;

public sealed partial class EmbeddingSampleTests
{
    private const int MostStatements = 8;

    [Fact]
    public void The_ladder_around_plain_functions_takes_at_most_eight_statements()
    {
        var program = File.ReadAllText(Path.Combine(Sample(), "Program.cs"));
        var begin = program.IndexOf("// ladder:begin", StringComparison.Ordinal);
        var end = program.IndexOf("// ladder:end", StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, "the markers are gone");

        var written = Quoted().Replace(Comments().Replace(program[begin..end], ""), "");
        var statements = written.Count(static c => c == ';') + Blocks().Count(written);

        Assert.InRange(statements, 1, MostStatements);
    }

    [Fact]
    public async Task The_sample_prints_a_value_that_was_verified_after_an_error()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Sample(), "bin", configuration, "net10.0", "Embedding.dll")])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("verified: {\"customer\": \"Ada\", \"total\": 1299.50}", output, StringComparison.Ordinal);
        Assert.Contains("Resolved at level 2", output, StringComparison.Ordinal);
        Assert.Contains("level 1, attempt 2:", output, StringComparison.Ordinal);
    }

    private static string Sample()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return Path.Combine(folder, "samples", "02-Embedding");
    }

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(if|for|foreach|while|do|switch|try|catch|lock)\b(?=\s*[({])")]
    private static partial Regex Blocks();
}
