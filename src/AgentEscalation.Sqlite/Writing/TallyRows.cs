using System.Globalization;
using AgentEscalation.Scorecards;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>The sums of the scorecard as rows.</summary>
internal static class TallyRows
{
    private const string Columns = """
        agent, class, arrived, arrived_counted, open, cancelled, unverifiable, resolved, unresolved, attempts, claims, claims_not_verified, tokens,
        calls, money, ticks, left_1, left_2, left_3, left_4, resolved_1, resolved_2, resolved_3, resolved_4, targets
        """;

    public const string All = $"SELECT {Columns} FROM tally";

    public const string OfCell = All + " WHERE agent = ?1 AND class = ?2";

    private const string Replace = $"""
        INSERT OR REPLACE INTO tally ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25)
        """;

    public static Tally Read(Statement row)
    {
        var tally = new Tally
        {
            Arrived = row.Int64(2),
            ArrivedCounted = row.Int64(3),
            Open = row.Int64(4),
            Cancelled = row.Int64(5),
            Unverifiable = row.Int64(6),
            Resolved = row.Int64(7),
            Unresolved = row.Int64(8),
            Attempts = row.Int64(9),
            Claims = row.Int64(10),
            ClaimsNotVerified = row.Int64(11),
            Tokens = row.Int64(12),
            Calls = row.Int64(13),
            Money = decimal.Parse(row.Text(14), CultureInfo.InvariantCulture),
            Ticks = row.Int64(15),
            Targets = TargetsSeen.Parse(row.Text(24)),
        };
        for (var i = 0; i < 4; i++)
        {
            tally.Left[i] = row.Int64(16 + i);
            tally.ResolvedAt[i] = row.Int64(20 + i);
        }

        return tally;
    }

    public static void Write(Database database, string agent, string errorClass, in Tally sum)
    {
        var row = database[Replace]
            .Bind(1, agent)
            .Bind(2, errorClass)
            .Bind(3, sum.Arrived)
            .Bind(4, sum.ArrivedCounted)
            .Bind(5, sum.Open)
            .Bind(6, sum.Cancelled)
            .Bind(7, sum.Unverifiable)
            .Bind(8, sum.Resolved)
            .Bind(9, sum.Unresolved)
            .Bind(10, sum.Attempts)
            .Bind(11, sum.Claims)
            .Bind(12, sum.ClaimsNotVerified)
            .Bind(13, sum.Tokens)
            .Bind(14, sum.Calls)
            .Bind(15, sum.Money.ToString(CultureInfo.InvariantCulture))
            .Bind(16, sum.Ticks)
            .Bind(25, sum.Targets.ToText());
        for (var i = 0; i < 4; i++)
        {
            row.Bind(17 + i, sum.Left[i]).Bind(21 + i, sum.ResolvedAt[i]);
        }

        row.Run();
    }
}
