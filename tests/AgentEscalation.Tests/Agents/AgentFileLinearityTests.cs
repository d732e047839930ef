using System.Diagnostics;
using System.Text;
using AgentEscalation.Agents;

namespace AgentEscalation.Tests.Agents;

/// <summary>Four times the input may cost about four times the work. Square growth would be sixteen times; the bound of nine and the best of several
/// rounds keep a busy machine from failing the test.</summary>
public sealed class AgentFileLinearityTests
{
    private const double MostGrowth = 9;
    private const int Small = AgentFileReader.MaxBytes / 4;
    private const int Large = AgentFileReader.MaxBytes;

    public static TheoryData<string> Bodies =>
    [
        "[", "(", "`", "![a](", ">", "> ", "*", "**", "__", "- ", "- a → b\n", "- t\n", "❌", "@a-b ", "@a-b or ", "|", "| a | b |\n", "```\n", "# x\n", "# Errors\n- a → b\n",
        "### Level 1: x\n", "### Level 2: x\n**Escalate to:** @a-b, @c-d\n", "1 ", "5 min, ", "(2 attempts) ", "70% of ", "<!--", "**a:** b\n",
        "**Triggers:** a, b\n", "**X will:**\n- a\n", "**Include:**\n```\nP: [x]\n```\n", "\n", " ",
    ];

    public static TheoryData<string> Heads =>
        ["[", "{", "- ", "? ", "a: ", "a: b\n", "a: &a b\n", "#x\n", "  x\n", "'", "\"", "|", "!a ", "\\", "description: a: b\n", "a: [", "[a, ", "\t", "k: |\n"];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void A_body_of_one_mebibyte_costs_about_four_times_a_quarter_of_it(string piece) =>
        AssertGrowth(piece, size => Fill("---\nname: x\ndescription: y\n---\n\n## ESCALATION\n\n### Level 1: A\n\n**Your action:** ", piece, size, ""), Small, Large);

    [Theory]
    [MemberData(nameof(Heads))]
    public void A_frontmatter_of_64_kibibytes_costs_about_four_times_a_quarter_of_it(string piece) =>
        AssertGrowth(piece, size => Fill("---\nname: x\ndescription: ", piece, size, "\n---\n"), 15_000, 60_000);

    private static void AssertGrowth(string piece, Func<int, byte[]> make, int small, int large)
    {
        var (few, many) = (make(small), make(large));
        Assert.Equal(large, many.Length);
        var best = double.MaxValue;
        for (var round = 0; round < 25 && best > MostGrowth; round++)
        {
            // Below a millisecond the clock and the first call count more than the input.
            best = Math.Min(best, Cost(many) / Math.Max(1, Cost(few)));
        }

        Assert.True(best <= MostGrowth, $"'{piece}' costs {best:0.0} times as much for four times the input");
    }

    private static double Cost(byte[] bytes)
    {
        var start = Stopwatch.GetTimestamp();
        var file = AgentFileReader.Read(bytes, "x.md");
        Assert.True(AgentCatalog.Create([AgentRoot.FromFiles("r", [file])]).Diagnostics.Length >= file.Diagnostics.Length);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static byte[] Fill(string head, string piece, int size, string tail)
    {
        var text = new StringBuilder(head, size);
        while (text.Length <= size)
        {
            text.Append(piece);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var end = size - tail.Length;
        while ((bytes[end] & 0xC0) == 0x80)
        {
            bytes[end--] = (byte)' ';
        }

        var filled = new byte[size];
        bytes.AsSpan(0, end).CopyTo(filled);
        filled.AsSpan(end).Fill((byte)' ');
        Encoding.UTF8.GetBytes(tail).CopyTo(filled, size - tail.Length);
        return filled;
    }
}
