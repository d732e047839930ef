using AgentEscalation.Testing.Endpoint;
using AgentEscalation.Testing.Scripting;

namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary><c>models</c> and <c>run --model</c> as a script would call them, against an endpoint over real HTTP.</summary>
public sealed class ModelsTests : IDisposable
{
    private const string Key = "word-of-no-known-shape-71";

    private readonly string _folder = Directory.CreateTempSubdirectory("ae-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Models_are_listed_with_who_serves_them_and_whether_each_provider_answers()
    {
        await using var endpoint = await StartAsync(new ChatScript().Always(ScriptedAnswer.Say("OK")));
        var config = Config(endpoint);

        var text = await Command.RunAsync(["models", "--config", config], Environment(Key));
        var json = await Command.RunAsync(["models", "--config", config, "--format", "json"], Environment(Key));

        Assert.True(text.Code == 0, text.Out + text.Error);
        Assert.Contains("sonnet", text.Out, StringComparison.Ordinal);
        Assert.Contains("first (small), then second (claude)", text.Out, StringComparison.Ordinal);
        Assert.Contains("answers, ", text.Out, StringComparison.Ordinal);
        Assert.Equal(0, json.Code);
        var providers = json.Document.GetProperty("providers").EnumerateArray().ToList();
        Assert.Equal(["first", "second"], providers.Select(p => p.GetProperty("name").GetString()));
        Assert.All(providers, p => Assert.True(p.GetProperty("answers").GetBoolean()));
        Assert.Contains(endpoint.Requests, request => request.Protocol == WireProtocol.Anthropic);
        Assert.DoesNotContain(Key, text.Out + text.Error + json.Out + json.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_named_and_the_exit_code_says_so()
    {
        await using var endpoint = await StartAsync(new ChatScript().Always(ScriptedAnswer.Fail(ScriptedFault.Html())));

        var ended = await Command.RunAsync(["models", "--config", Config(endpoint)], Environment(Key));

        Assert.Equal(4, ended.Code);
        Assert.Contains("web page", ended.Out, StringComparison.Ordinal);
        Assert.Contains("Check Endpoint", ended.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_configuration_is_one_line_with_its_mend()
    {
        await using var endpoint = await StartAsync(new ChatScript());
        var broken = Path.Combine(_folder, "broken.json");
        await File.WriteAllTextAsync(broken, "{ \"AgentEscalation\": ", TestContext.Current.CancellationToken);

        var noKey = await Command.RunAsync(["models", "--config", Config(endpoint)], Environment(null));
        var none = await Command.RunAsync("models");
        var missing = await Command.RunAsync("models", "--config", Path.Combine(_folder, "no-such.json"));
        var invalid = await Command.RunAsync("models", "--config", broken);
        var inline = await Command.RunAsync(["models", "--config", Config(endpoint), "--set", "Providers:first:ApiKey=x"], Environment(Key));
        var nobody = await Command.RunAsync(["run", "rust-pro", "--workspace", _folder, "--model", "gpt-99", "--config", Config(endpoint)], Environment(Key));

        Assert.All([noKey, none, missing, invalid, inline], ended => Assert.Equal(2, ended.Code));
        Assert.Contains("'AE_TEST_KEY', which is not set. Set the environment variable", noKey.Error, StringComparison.Ordinal);
        Assert.Contains("No provider is configured", none.Error, StringComparison.Ordinal);
        Assert.Contains("does not exist", missing.Error, StringComparison.Ordinal);
        Assert.Contains("cannot be read", invalid.Error, StringComparison.Ordinal);
        Assert.Contains("would hold a key", inline.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, nobody.Code);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task A_model_that_nobody_serves_is_refused_before_anything_runs()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Sound();
        await using var endpoint = await StartAsync(new ChatScript());

        var ended = await Command.RunAsync(
            ["run", "rust-pro", "--workspace", crate.Folder, "--model", "gpt-99", "--config", Config(endpoint)], Environment(Key));

        Assert.Equal(2, ended.Code);
        Assert.Contains("Nobody serves the model 'gpt-99' (--model). Use one of: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_model_free_repairs_leave_the_model_repairs_and_the_verifier_confirms()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Of(
            ("src/lib.rs", "/// A number from 1 to 3999 in Roman numerals.\npub fn roman(_number: u32) -> String {\n    String::from(\"?\")\n}\n"),
            ("tests/roman.rs", "use crate_under_test::roman;\n\n#[test]\nfn numerals() {\n    assert_eq!(roman(4), \"IV\");\n    assert_eq!(roman(1994), \"MCMXCIV\");\n    assert_eq!(roman(3999), \"MMMCMXCIX\");\n}\n"));
        var script = new ChatScript().Always(ScriptedAnswer.Say(
            """
            {"edits": [{"action": "write", "path": "src/lib.rs", "old": "", "new": "/// A number from 1 to 3999 in Roman numerals.\npub fn roman(number: u32) -> String {\n    const DIGITS: [(u32, &str); 13] = [(1000, \"M\"), (900, \"CM\"), (500, \"D\"), (400, \"CD\"), (100, \"C\"), (90, \"XC\"), (50, \"L\"), (40, \"XL\"), (10, \"X\"), (9, \"IX\"), (5, \"V\"), (4, \"IV\"), (1, \"I\")];\n    let mut left = number;\n    let mut text = String::new();\n    for (value, digit) in DIGITS {\n        while left >= value {\n            text.push_str(digit);\n            left -= value;\n        }\n    }\n    text\n}\n"}],
             "done": true, "notes": "wrote the conversion", "trigger": null}
            """) with { InputTokens = 900, OutputTokens = 300 });
        await using var endpoint = await StartAsync(script);
        var config = Config(endpoint);

        var without = await Command.RunAsync("run", "rust-pro", "--workspace", crate.Folder, "--answer", "stop", "--format", "json");
        crate.IsUntouched();
        var with = await Command.RunAsync(
            ["run", "rust-pro", "--workspace", crate.Folder, "--model", "sonnet", "--config", config, "--format", "json"], Environment(Key));

        Assert.Equal(4, without.Code);
        Assert.True(with.Code == 0, with.Out + with.Error);
        Assert.Equal("resolved", with.Document.GetProperty("outcome").GetProperty("kind").GetString());
        Assert.Equal(1, with.Document.GetProperty("outcome").GetProperty("level").GetInt32());
        Assert.Contains("DIGITS", crate.Read("src/lib.rs"), StringComparison.Ordinal);
        Assert.True(with.Document.GetProperty("usage").GetProperty("calls").GetInt32() >= 1);
        Assert.Contains("numerals", script.Calls[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, with.Out + with.Error, StringComparison.Ordinal);
    }

    private static Task<ScriptedEndpoint> StartAsync(ChatScript script) =>
        ScriptedEndpoint.StartAsync(script, new() { Key = Key }, TestContext.Current.CancellationToken);

    private static Dictionary<string, string?> Environment(string? key) => new() { ["AE_TEST_KEY"] = key };

    private string Config(ScriptedEndpoint endpoint)
    {
        var path = Path.Combine(_folder, "models.json");
        File.WriteAllText(path, $$"""
            { "AgentEscalation": {
                "Providers": {
                  "first": { "Kind": "openai-compatible", "Endpoint": "{{endpoint.OpenAIAddress}}", "Model": "small", "KeyFrom": "AE_TEST_KEY" },
                  "second": { "Kind": "anthropic", "Endpoint": "{{endpoint.Address}}", "Model": "claude", "KeyFrom": "AE_TEST_KEY", "Retries": 0 }
                },
                "Models": { "Default": "sonnet", "Tiers": { "sonnet": ["first", "second"], "opus": ["second"], "haiku": ["first"] } }
            } }
            """);
        return path;
    }
}
