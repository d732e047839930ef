namespace AgentEscalation.Tests.Agents;

public sealed class PlantedMutantsTests
{
    private const int Rounds = 25;

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var path in AgentFileSet.FullShape)
            {
                foreach (var mutation in PlantedMutants.All.Keys)
                {
                    data.Add(path, mutation);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_was_planted_comes_back(string path, string mutation)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        var changed = 0;
        for (var seed = 0; seed < Rounds; seed++)
        {
            var mutant = PlantedMutants.All[mutation](text, new Random(seed));
            changed += mutant.Text == text ? 0 : 1;
            try
            {
                mutant.Check(AgentFileSet.Read(mutant.Text));
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e.Message}\n{string.Join('\n', AgentFileSet.Read(mutant.Text).Diagnostics)}");
            }
        }

        // A planted value may happen to be the one that was there; all of them cannot.
        Assert.InRange(changed, Rounds / 2, Rounds);
    }

    [Fact]
    public void The_repository_alone_has_a_file_for_every_mutation() =>
        Assert.Contains(AgentFileSet.FullShape, p => p.EndsWith("kiln-keeper.md", StringComparison.Ordinal));
}
