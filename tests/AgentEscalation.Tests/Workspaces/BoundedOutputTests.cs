using System.Text;
using AgentEscalation.Workspaces;
using CsCheck;

namespace AgentEscalation.Tests.Workspaces;

public sealed class BoundedOutputTests
{
    private static readonly Gen<(int Limit, string[] Chunks)> Written =
        Gen.Select(Gen.Int[4, 64], Gen.String[Gen.Char['a', 'z'], 0, 40].Array[0, 20]);

    [Fact]
    public void Keeps_everything_up_to_the_limit_and_head_and_tail_beyond() =>
        Written.Sample((limit, chunks) =>
        {
            var output = new BoundedOutput(limit);
            foreach (var chunk in chunks)
            {
                output.Append(Encoding.UTF8.GetBytes(chunk));
            }

            var all = string.Concat(chunks);
            var head = limit - (limit / 2);
            Assert.Equal(all.Length > limit, output.Truncated);
            Assert.Equal(
                all.Length <= limit ? all : $"{all[..head]}\n[{all.Length - limit} bytes left out]\n{all[^(limit / 2)..]}",
                output.ToString());
        }, iter: 10_000);

    [Fact]
    public void A_character_that_lies_on_the_seam_is_whole()
    {
        var output = new BoundedOutput(8);
        output.Append(Encoding.UTF8.GetBytes("abcé!"));
        Assert.Equal("abcé!", output.ToString());
    }

    [Fact]
    public void A_character_that_was_cut_is_left_out()
    {
        var output = new BoundedOutput(8);
        output.Append(Encoding.UTF8.GetBytes("abc→ much more → xy"));
        Assert.DoesNotContain('\uFFFD', output.ToString());
        Assert.StartsWith("abc\n", output.ToString());
        Assert.EndsWith(" xy", output.ToString());
    }
}
