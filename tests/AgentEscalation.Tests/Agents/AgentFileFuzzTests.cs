using System.Globalization;
using System.Text;
using AgentEscalation.Agents;

namespace AgentEscalation.Tests.Agents;

public sealed class AgentFileFuzzTests
{
    /// <summary>Raises the number of inputs of <see cref="No_input_makes_the_reader_throw"/>.</summary>
    private const string CountVariable = "AGENT_ESCALATION_FUZZ";

    private static readonly string[] Pieces =
    [
        "---\n", "----\n", "...\n", "```\n", "~~~\n", "### Level 1: A\n", "**Level 2: B**\n", "## ESCALATION\n", "**Escalate to:** @a or b c\n",
        "(max 2 attempts, 5 min)", "70% of errors", "<2%", "| a | b |\n|---|---|\n", "→", "->", "❌", ": ", "[", "{", "]", "}", "*", "&x ", "!t ", "'", "\"", "\t",
        "\r", "\r\n", "\n", "\0", "\uFEFF", "\u2028", "\u0085", "😀", "name: ", "tools: [a,\n", "escalation:\n  version: 1\n  levels:\n    - level: 1\n", "  - ", "? ",
        "- ", "@", "@a-b", "**", "`", "<!--", "-->", "99999999999999999999", "1h 30m", "-1", "%", "(", ")", "\\|", "|",
    ];

    [Fact]
    public void No_input_makes_the_reader_throw()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? "50000", CultureInfo.InvariantCulture);
        var seeds = AgentFileSet.Paths.Select(File.ReadAllBytes)
            .Concat(AgentCatalog.BuiltIn.Files.Select(f => Encoding.UTF8.GetBytes("---\nname: x\ndescription: y\n---\n" + f.Content.Instructions)))
            .Append(Encoding.UTF8.GetBytes(Block))
            .ToArray();
        var random = new Random(20260);
        var outcomes = new int[4];
        for (var i = 0; i < count; i++)
        {
            var input = Mutate(seeds, random);
            var file = Read(input, i);
            outcomes[(int)file.Status]++;
            CheckInvariants(input, file);
        }

        // A fuzzer that only makes rejected files tests the front door; one that makes none does not knock.
        Assert.All([AgentFileStatus.Agent, AgentFileStatus.Rejected, AgentFileStatus.NotAnAgent], s => Assert.InRange(outcomes[(int)s], count / 1000, count));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{count} inputs: {outcomes[0]} agents, {outcomes[1]} templates, {outcomes[2]} without frontmatter, {outcomes[3]} rejected");
    }

    private const string Block = """
        ---
        name: agent
        description: "Does it"
        tools: [Read, "Agent(a, b)"]
        escalation:
          version: 1
          levels:
            - { level: 1, attempts: 2, timeout: 5m, target: 70% }
            - { level: 2, to: [a-b, user], triggers: [x, { id: y, text: z }], report: [P, Q] }
          budget: { tokens: 5, calls: 4, money: 1.5 }
          errors:
            - { name: E, codes: [E1], recovery: r, ask: a, trigger: x }
        ---
        # Body
        """;

    private static AgentFile Read(byte[] input, int number)
    {
        try
        {
            return AgentFileReader.Read(input, "fuzz.md");
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"input {number}: {Convert.ToBase64String(input)}", e);
        }
    }

    private static void CheckInvariants(byte[] input, AgentFile file)
    {
        if (file.Status == AgentFileStatus.Rejected && !file.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
        {
            Assert.Fail($"rejected without an error: {Convert.ToBase64String(input)}");
        }

        var lines = 1 + input.Count(b => b is (byte)'\n' or (byte)'\r');
        foreach (var found in file.Diagnostics)
        {
            if (found.Position.Line < 1 || found.Position.Line > lines || found.Position.Column < 1 || found.Position.Column > input.Length + 1)
            {
                Assert.Fail($"{found.Code} at {found.Position}: {Convert.ToBase64String(input)}");
            }
        }

        foreach (var level in file.Content.Protocol?.Levels ?? [])
        {
            if (level.Attempts is { Value: < 1 or > 20 } || level.Timeout is { Value.Ticks: <= 0 } || level.Target is { Value.Percent: < 0 or > 100 })
            {
                Assert.Fail($"a value out of range: {Convert.ToBase64String(input)}");
            }
        }
    }

    private static byte[] Mutate(byte[][] seeds, Random random)
    {
        var bytes = new List<byte>(seeds[random.Next(seeds.Length)]);
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, random.Next(2) == 0 ? 4 : 200), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes.RemoveRange(at, length);
                    break;
                case 1:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 2:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(random.Next(8) == 0 ? 256 : 128);
                    break;
                case 4:
                    var other = seeds[random.Next(seeds.Length)];
                    var from = random.Next(other.Length);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 300), other.Length - from)).ToArray());
                    break;
                case 5:
                    bytes.InsertRange(Math.Min(at, random.Next(4, 120)), Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 6 when random.Next(10) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
