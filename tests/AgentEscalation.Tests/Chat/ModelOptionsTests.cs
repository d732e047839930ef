using System.Runtime.Versioning;
using AgentEscalation.Agents;
using AgentEscalation.Chat;
using AgentEscalation.Policies;
using AgentEscalation.Routing;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentEscalation.Tests.Chat;

[SupportedOSPlatform("linux")]
public sealed class ModelOptionsTests
{
    private static readonly ScriptedChatClient Client = new(new());

    private static ChatModels Models(Action<ModelOptions> configure, params string[] clients)
    {
        var options = new ModelOptions();
        configure(options);
        return new(options, name => clients.Contains(name) ? Client : null);
    }

    [Fact]
    public void A_tier_gives_its_clients_in_order_a_level_overrides_and_inherit_is_the_default()
    {
        var models = Models(
            o =>
            {
                o.Tiers["sonnet"] = ["a", "b"];
                o.Tiers["opus"] = ["c"];
                o.Default = "sonnet";
                o.Levels[Level.ArchitectureReview] = "opus";
            },
            "a", "b", "c", "some-id");

        Assert.Equal(["a", "b"], models.For("Sonnet").Select(m => m.Name));
        Assert.Equal(["a", "b"], models.For(null).Select(m => m.Name));
        Assert.Equal(["a", "b"], models.For("inherit").Select(m => m.Name));
        Assert.Equal(["c"], models.For("sonnet", Level.ArchitectureReview).Select(m => m.Name));
        Assert.Equal(["some-id"], models.For("some-id").Select(m => m.Name));
        Assert.Empty(models.For("haiku"));
    }

    [Fact]
    public async Task A_host_with_a_model_that_nobody_serves_does_not_start_and_names_agent_and_mend()
    {
        using var ladder = new ChatLadder(model: "opus");
        var fault = await Fails(ladder, new() { ["AgentEscalation:Models:Tiers:sonnet:0"] = "main" });

        Assert.Contains("Nobody serves the model 'opus' that agent 'worker'", fault);
        Assert.Contains("Add 'opus' to AgentEscalation:Models:Tiers", fault);
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_is_named_with_its_agent()
    {
        using var ladder = new ChatLadder(tools: "Read, Reed");

        Assert.Contains("Agent 'worker'", await Fails(ladder, []));
        Assert.Contains("allows the tool 'Reed', which does not exist", await Fails(ladder, []));
    }

    [Fact]
    public async Task A_tier_whose_client_does_not_exist_is_named()
    {
        using var ladder = new ChatLadder();

        Assert.Contains(
            "Tiers:sonnet names the client 'gone', which does not exist",
            await Fails(ladder, new() { ["AgentEscalation:Models:Tiers:sonnet:0"] = "gone" }));
    }

    [Theory]
    [InlineData("CallTimeout", "00:00:00")]
    [InlineData("CallTimeout", "-00:00:01")]
    [InlineData("CallTimeout", "2.00:00:00")]
    [InlineData("CallsPerAttempt", "0")]
    [InlineData("AnswerTokens", "10")]
    public async Task A_bound_that_bounds_nothing_or_everything_is_named_with_its_range(string option, string value)
    {
        using var ladder = new ChatLadder();

        Assert.Contains($"AgentEscalation:Models:{option} is {value}; it is ", await Fails(ladder, new() { [$"AgentEscalation:Models:{option}"] = value }));
    }

    [Fact]
    public void A_router_without_a_host_is_held_to_the_same_bounds()
    {
        using var ladder = new ChatLadder();

        Assert.Contains(
            "CallTimeout is 00:00:00",
            Assert.Throws<InvalidOperationException>(() => ladder.Router(Client, chat: c => c.Models.CallTimeout = TimeSpan.Zero)).Message);
    }

    [Fact]
    public void A_missing_price_is_an_error_only_where_money_is_limited()
    {
        using var ladder = new ChatLadder();
        using var folder = new Workspaces.TestFolder();
        folder.Write("spender.md", "---\nname: spender\ndescription: x\nescalation:\n  version: 1\n  budget: { money: 2 }\n---\n\nBody\n");
        Assert.NotNull(Router(ladder.Catalog, null));

        var error = Assert.Throws<InvalidOperationException>(() => Router(Catalog(folder), null));
        Assert.Contains("Agent 'spender'", error.Message);
        Assert.Contains("Add 'scripted' to AgentEscalation:Models:Prices", error.Message);
        Assert.NotNull(Router(Catalog(folder), new() { Input = 1 }));
    }

    [Fact]
    public async Task A_host_finds_keyed_clients_and_the_one_without_a_key_serves_all_when_there_are_no_tiers()
    {
        using var ladder = new ChatLadder();
        using var host = Host(ladder, [], s => s.AddSingleton<IChatClient>(Client));

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Same(Client, Assert.Single(host.Services.GetRequiredService<ChatModels>().For("inherit")).Client);
        Assert.NotNull(host.Services.GetRequiredService<EscalationRouter>());
    }

    private static AgentCatalog Catalog(Workspaces.TestFolder folder) => AgentCatalog.Create([AgentRoot.FromDirectory(folder.Root)], builtIn: false);

    private static EscalationRouter Router(AgentCatalog catalog, ModelPrice? price) => EscalationRouter.Create(o => o.Catalog(catalog).UseChat(c =>
    {
        c.Client("main", Client);
        c.Tier("inherit", "main");
        if (price is not null)
        {
            c.Models.Prices["main"] = price;
        }
    }));

    private static async Task<string> Fails(ChatLadder ladder, Dictionary<string, string?> settings)
    {
        using var host = Host(ladder, settings, s => s.AddKeyedSingleton<IChatClient>("main", Client));
        return (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken))).Message;
    }

    private static IHost Host(ChatLadder ladder, Dictionary<string, string?> settings, Action<IServiceCollection> more)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(ladder.Catalog);
        builder.AddAgentEscalation().UseChat();
        more(builder.Services);
        return builder.Build();
    }
}
