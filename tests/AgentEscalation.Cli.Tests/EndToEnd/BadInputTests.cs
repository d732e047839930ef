namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>What a user can give wrongly: each has an error that names it and the mend, and leaves the user's files alone.</summary>
public sealed class BadInputTests
{
    [Fact]
    public async Task An_unknown_agent_is_named_with_the_ones_that_exist()
    {
        using var crate = TestCrate.Resolvable();

        (await As("rust-por", crate)).IsBadInput("rust-por", "rust-pro");
        (await As("@nobody", crate)).IsBadInput("@nobody", "agents list");
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_folder_of_agents_that_is_missing_is_named()
    {
        using var crate = TestCrate.Resolvable();

        (await Run(crate, "--agents", Path.Combine(crate.Parent, "none"))).IsBadInput("none", "--agents");
    }

    [Theory]
    [InlineData("not closed", "---\nname: mine\ndescription: d\n")]
    [InlineData("duplicate key", "---\nname: mine\nname: mine\ndescription: d\n---\n")]
    [InlineData("attempts of zero", "---\nname: mine\ndescription: d\nescalation:\n  version: 1\n  levels:\n    - { level: 1, attempts: 0 }\n---\n")]
    [InlineData("unknown key in the block", "---\nname: mine\ndescription: d\nescalation:\n  version: 1\n  ladder: up\n---\n")]
    public async Task An_agent_file_that_is_wrong_is_named_with_line_and_code(string what, string content)
    {
        using var crate = TestCrate.Resolvable();

        var ended = await As("mine", crate, "--agents", Agents(crate, "mine.md", content));

        ended.IsBadInput("mine.md", "AE0");
        Assert.True(ended.Out.Length == 0, what);
        crate.IsUntouched();
    }

    [Fact]
    public async Task An_agent_file_that_cannot_be_read_is_named()
    {
        using var crate = TestCrate.Resolvable();
        var folder = Agents(crate, "other.md", "---\nname: other\ndescription: d\n---\n");
        File.CreateSymbolicLink(Path.Combine(folder, "mine.md"), "/nowhere/at/all.md");

        (await As("mine", crate, "--agents", folder)).IsBadInput("mine.md");
    }

    [Fact]
    public async Task A_level_at_which_nobody_can_answer_is_named()
    {
        using var crate = TestCrate.Resolvable();
        const string Lonely = """
            ---
            name: lonely
            description: Knows nobody.
            escalation:
              version: 1
              levels:
                - { level: 1, attempts: 1 }
                - { level: 2, to: [somebody-else, another-one] }
            ---
            """;

        var ended = await As("lonely", crate, "--agents", Agents(crate, "lonely.md", Lonely));

        ended.IsBadInput("level 2", "lonely", "somebody-else", "lonely.md:");
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_workspace_that_is_missing_a_file_or_no_crate_is_named()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();
        var empty = Directory.CreateDirectory(Path.Combine(crate.Parent, "empty")).FullName;

        (await At(Path.Combine(crate.Parent, "none"))).IsBadInput("none", "does not exist");
        (await At(Path.Combine(crate.Folder, "Cargo.toml"))).IsBadInput("Cargo.toml", "folder");
        (await At(empty)).IsBadInput("empty", "Cargo.toml", "crate");
        (await At("/")).IsBadInput("'/'", "Cargo.toml");
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_named_with_what_cargo_says()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Of(("Cargo.toml", "[package\nname ="), ("src/lib.rs", ""));

        (await Run(crate)).IsBadInput(Path.Combine(crate.Folder, "Cargo.toml"), "TOML");
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_workspace_under_a_symlink_is_named_with_the_place_where_it_really_is()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();
        var link = Path.Combine(crate.Parent, "link");
        Directory.CreateSymbolicLink(link, crate.Folder);

        (await At(link)).IsBadInput(link, $"'{crate.Folder}' instead");
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_dependency_outside_the_workspace_is_named()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Of(
            ("Cargo.toml", "[package]\nname = \"inner\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\nbeside = { path = \"../beside\" }\n"),
            ("src/lib.rs", "pub fn two() -> u32 { beside::one() + 1 }\n"),
            ("../beside/Cargo.toml", "[package]\nname = \"beside\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"),
            ("../beside/src/lib.rs", "pub fn one() -> u32 { 1 }\n"));

        (await Run(crate)).IsBadInput(Path.Combine(crate.Parent, "beside"), crate.Folder, "one cargo workspace");
        crate.IsUntouched();
    }

    [Fact]
    public async Task A_member_of_a_workspace_is_named_with_the_workspace()
    {
        Cargo.IsNeeded();
        using var crate = TestCrate.Resolvable();
        await File.WriteAllTextAsync(
            Path.Combine(crate.Parent, "Cargo.toml"), "[workspace]\nmembers = [\"crate\"]\nresolver = \"2\"\n", TestContext.Current.CancellationToken);

        (await Run(crate)).IsBadInput(crate.Folder, $"'{crate.Parent}'", "Name that folder");
        crate.IsUntouched();
    }

    [Fact]
    public async Task Without_cargo_it_says_how_to_install_it()
    {
        using var crate = TestCrate.Resolvable();

        var ended = await Command.RunAsync(["run", "rust-pro", "--workspace", crate.Folder], Cargo.Replaced(Path.Combine(crate.Parent, "bin"), script: null));

        ended.IsBadInput("cargo", "PATH", "install");
        crate.IsUntouched();
    }

    [Fact]
    public async Task An_out_file_that_cannot_be_written_is_named_before_anything_runs()
    {
        using var crate = TestCrate.Resolvable();

        (await Run(crate, "--out", Path.Combine(crate.Parent, "no", "case.jsonl"))).IsBadInput("case.jsonl", "--out", "exists");
        crate.IsUntouched();
    }

    private static Task<Command.Ended> At(string workspace) => Command.RunAsync("run", "rust-pro", "--workspace", workspace);

    private static Task<Command.Ended> Run(TestCrate crate, params string[] more) => As("rust-pro", crate, more);

    private static Task<Command.Ended> As(string agent, TestCrate crate, params string[] more) =>
        Command.RunAsync(["run", agent, "--workspace", crate.Folder, .. more]);

    private static string Agents(TestCrate crate, string name, string content)
    {
        var folder = Directory.CreateDirectory(Path.Combine(crate.Parent, "agents")).FullName;
        File.WriteAllText(Path.Combine(folder, name), content);
        return folder;
    }
}
