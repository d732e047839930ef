using AgentEscalation.Agents;
using AgentEscalation.Cases;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Assertions;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.SemanticKernel;

namespace AgentEscalation.SemanticKernel.Tests.Pages;

/// <summary>The pages about models say what compiles, and it does what they say.</summary>
public sealed class PageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("models.md", 1)]
    [InlineData("providers.md", 1)]
    [InlineData("semantic-kernel.md", 2)]
    [InlineData("testing.md", 5)]
    public void Code_on_a_page_is_code_that_compiles(string page, int fences)
    {
        var compiled = Together(Lines(File.ReadAllText(Path.Combine(Repository(), "tests", "AgentEscalation.SemanticKernel.Tests", "Pages", "PageCode.cs"))));
        var shown = Fences(File.ReadAllText(Path.Combine(Repository(), "docs", page)));

        Assert.Equal(fences, shown.Count);
        Assert.All(shown.SelectMany(Parts), part => Assert.Contains(part, compiled, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_at_a_desk_and_sentences_about_the_climb()
    {
        var attempts = 0;
        var policy = EscalationPolicy.Default;

        await PageCode.APersonAndWhatIsSaidOfTheClimb(
            policy,
            "ghp_0123456789abcdefghijABCDEFGHIJ012345",
            (attempt, _) => new(attempt.Guidance?.Text.Value == "use an Arc" ? "shared" : $"try {++attempts}"),
            (text, _) => new(text == "shared" ? Verdict.Verified : Verdict.Failed($"error[E0382]: {text}; token=ghp_0123456789abcdefghijABCDEFGHIJ012345")),
            Token);
    }

    [Fact]
    public async Task The_endpoint_of_the_page_counts_what_it_is_asked()
    {
        var script = new ChatScript().Next("one").Next("two");
        using var http = new HttpClient();

        await PageCode.AModelOverHttp(script, async endpoint =>
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", "expected");
            for (var i = 0; i < 2; i++)
            {
                using var body = new StringContent("""{"model":"small","messages":[{"role":"user","content":"go"}]}""", null, "application/json");
                using var answer = await http.PostAsync(new Uri($"{endpoint.OpenAIAddress}/chat/completions"), body, Token);
                answer.EnsureSuccessStatusCode();
            }
        });
    }

    [Fact]
    public void Every_set_up_of_the_pages_builds()
    {
        var script = PageCode.AScript();
        using var client = new ScriptedChatClient(script);
        using var models = PageCode.ModelsOfAHost(Host(("AgentEscalation:Models:Tiers:sonnet:0", "strong"), ("AgentEscalation:Models:Tiers:opus:0", "strong"), ("AgentEscalation:Models:Tiers:haiku:0", "cheap"), ("AgentEscalation:Models:Default", "sonnet")), client, client);
        using var providers = PageCode.ProvidersOfAHost(Host(("AgentEscalation:Providers:it:Kind", "ollama"), ("AgentEscalation:Providers:it:Model", "m"), ("AgentEscalation:Models:Tiers:sonnet:0", "it"), ("AgentEscalation:Models:Tiers:opus:0", "it"), ("AgentEscalation:Models:Default", "sonnet")));
        using var files = new ScratchFolder();
        files.File("worker.md", "---\nname: worker\ndescription: works\n---\nYou work.");
        var catalog = AgentCatalog.Create([AgentRoot.FromDirectory(files.Path)], builtIn: false);

        Assert.NotNull(models.Services.GetRequiredService<EscalationRouter>());
        Assert.NotNull(providers.Services.GetRequiredService<EscalationRouter>());
        Assert.NotNull(PageCode.ModelsWithoutAHost(catalog, client, client));
        Assert.NotNull(PageCode.AJournalThatFails(new AgentEscalation.Journal.InMemoryJournal()));
        Assert.NotNull(PageCode.AModelInTheProcess(script, new FakeTimeProvider(), catalog));
        Assert.True(PageCode.AnApplicationsKernel(Kernel.CreateBuilder()).Plugins.Contains("rust_pro"));
        Assert.NotNull(PageCode.AKernelBehindTheAgents(Kernel.CreateBuilder(), "none").Router());
        Assert.True(WholeApplication.AKernel(Kernel.CreateBuilder()).Plugins.Contains("rust_pro"));
    }

    [Fact]
    public async Task A_function_of_any_application_climbs_to_a_verified_value()
    {
        var run = await WholeApplication.AnythingElse(new SqlPeople(), Token);

        ClimbAssert.That(run).IsResolvedAt(Level.PeerConsultation).Asked(Level.PeerConsultation, "peer-consultation");
        Assert.Equal("select sum(amount) group by region", run.Value);
    }

    [Fact]
    public async Task A_host_with_storage_waits_for_its_user_and_goes_on()
    {
        using var folder = new ScratchFolder();
        folder.File("crate/Cargo.toml", "[package]\nname = \"x\"\nversion = \"0.1.0\"\n");
        folder.File("crate/src/lib.rs", "pub fn x() {}\n");
        var asked = new List<DecisionCard>();

        var run = await WholeApplication.AHostWithRustAndStorage(
            Host(),
            $"Data Source={Path.Combine(folder.Path, "escalation.db")}",
            services =>
            {
                services.AddKeyedSingleton<ISpecialist>("rust-pro", new Specialist());
                services.AddKeyedSingleton<IVerifier>("rust-pro", new Verifier(attempt => attempt.Level == Level.UserDecision ? Verdict.Verified : Verdict.Failed("not yet")));
            },
            Path.Combine(folder.Path, "crate"),
            card =>
            {
                asked.Add(card);
                return Task.FromResult(card.Retry("as I say"));
            },
            Token);

        ClimbAssert.That(run).IsResolvedAt(Level.UserDecision).NeverWentDown().StayedWithinItsAttempts();
        Assert.Single(asked);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private static HostApplicationBuilder Host(params (string Name, string Value)[] settings)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        Microsoft.Extensions.Configuration.MemoryConfigurationBuilderExtensions.AddInMemoryCollection(
            builder.Configuration, settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        return builder;
    }

    private static List<string> Fences(string page) =>
        [.. page.ReplaceLineEndings("\n").Split("```csharp\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)])];

    /// <summary>What stands between comments: each part is compiled in one piece.</summary>
    private static IEnumerable<string> Parts(string fence)
    {
        List<string> part = [];
        foreach (var line in Lines(fence).Append("//"))
        {
            if (!line.StartsWith("//", StringComparison.Ordinal))
            {
                part.Add(line);
                continue;
            }

            if (part.Count > 0)
            {
                yield return Together(part);
            }

            part.Clear();
        }
    }

    private static string Together(IEnumerable<string> lines) => $"\n{string.Join('\n', lines)}\n";

    private static IEnumerable<string> Lines(string code) =>
        code.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    /// <summary>By the solution: the compiler's own paths are not those of this machine when a build has to be the same everywhere.</summary>
    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AgentEscalation.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }

    private sealed class SqlPeople : WholeApplication.ISqlPeople
    {
        public ValueTask<Guidance?> AskDba(CaseReport report, CancellationToken token) => new(Guidance.Of("group by region"));

        public ValueTask<string> WriteSql(AgentTask task, Failure? last, Guidance? guidance, CancellationToken token) =>
            new(guidance is null ? "select sum(amount)" : $"select sum(amount) {guidance.Text.Value}");

        public ValueTask<string?> Explain(string sql, CancellationToken token) => new(sql.Contains("group by", StringComparison.Ordinal) ? null : "one row, not one a region");
    }
}
