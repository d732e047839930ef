using AgentEscalation.Scorecards;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Writing;

namespace AgentEscalation.Sqlite.Reading;

/// <summary>The scorecard from its sums.</summary>
internal static class ScorecardRows
{
    public static Scorecard Read(Database database)
    {
        var cells = new List<Scorecard.Cell>();
        var row = database[TallyRows.All];
        while (row.Step())
        {
            cells.Add(new(row.Text(0), row.Text(1) is { Length: > 0 } errorClass ? errorClass : null, TallyRows.Read(row)));
        }

        row = database["SELECT agent, sum(tasks) FROM completed GROUP BY agent"];
        while (row.Step())
        {
            cells.Add(new(row.Text(0), null, new() { Completed = row.Int64(1) }));
        }

        return new(cells);
    }
}
