using System.Text;
using AgentEscalation.Agents;

namespace AgentEscalation.Tests.Agents;

/// <summary>The files that tests run over: the repository's own, and those of the folders and files that the environment variable
/// AGENT_ESCALATION_AGENT_FILES names, separated by colons.</summary>
internal static class AgentFileSet
{
    public const string Variable = "AGENT_ESCALATION_AGENT_FILES";

    private static readonly Lazy<IReadOnlyList<string>> LazyPaths = new(() =>
    {
        var own = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Agents", "Fixtures"), "*.md");
        var more = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return [.. own.Order(StringComparer.Ordinal), .. more.SelectMany(Files)];
    });

    public static IReadOnlyList<string> Paths => LazyPaths.Value;

    /// <summary>Files of the full shape, in which the mutants find all the places that they change.</summary>
    public static IReadOnlyList<string> FullShape =>
        [.. Paths.Where(p => File.ReadAllText(p) is var t && t.Contains(" attempts, ", StringComparison.Ordinal) && t.Contains("**Include in escalation:**", StringComparison.Ordinal))];

    public static TheoryData<string> Theory(IEnumerable<string> values)
    {
        var data = new TheoryData<string>();
        foreach (var value in values)
        {
            data.Add(value);
        }

        return data;
    }

    public static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Agents", "Fixtures", name + ".md"));

    public static AgentFile Read(string text, string path = "agent.md") => AgentFileReader.Read(Encoding.UTF8.GetBytes(text), path, named: true);

    /// <summary>A valid frontmatter in front of a body.</summary>
    public static AgentFile ReadBody(string body) => Read("---\nname: agent\ndescription: Does it.\n---\n" + body);

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        : File.Exists(path) ? [path]
        : throw new FileNotFoundException($"{Variable} names '{path}', which does not exist.");
}
