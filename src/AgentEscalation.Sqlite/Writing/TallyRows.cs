using System.Globalization;
using AgentEscalation.Scorecards;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>The sums of the scorecard as rows.</summary>
internal static class TallyRows
{
    private const string Columns = """
        agent, class, arrived, arrived_counted, open, cancelled, unverifiable, resolved, unresolved, attempts, claims, claims_not_verified, tokens,
        calls, money, ticks, left_1, left_2, left_3, left_4, resolved_1, resolved_2, resolved_3, resolved_4, targets,
        tokens_1, tokens_2, tokens_3, tokens_4, calls_1, calls_2, calls_3, calls_4, money_1, money_2, money_3, money_4
        """;

    public const string All = $"SELECT {Columns} FROM tally";

    public const string OfCell = All + " WHERE agent = ?1 AND class = ?2";

    private const string Replace = $"""
        INSERT OR REPLACE INTO tally ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37)
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
            Money = Money(row, 14),
            Ticks = row.Int64(15),
            Targets = TargetsSeen.Parse(row.Text(24)),
        };
        for (var i = 0; i < 4; i++)
        {
            tally.Left[i] = row.Int64(16 + i);
            tally.ResolvedAt[i] = row.Int64(20 + i);
            tally.TokensAt[i] = row.Int64(25 + i);
            tally.CallsAt[i] = row.Int64(29 + i);
            tally.MoneyAt[i] = Money(row, 33 + i);
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
            .Bind(15, Text(sum.Money))
            .Bind(16, sum.Ticks)
            .Bind(25, sum.Targets.ToText());
        for (var i = 0; i < 4; i++)
        {
            row.Bind(17 + i, sum.Left[i]).Bind(21 + i, sum.ResolvedAt[i])
                .Bind(26 + i, sum.TokensAt[i]).Bind(30 + i, sum.CallsAt[i]).Bind(34 + i, Text(sum.MoneyAt[i]));
        }

        row.Run();
    }

    /// <summary>Money is kept as text: sums of it must not drift.</summary>
    private static string Text(decimal money) => money.ToString(CultureInfo.InvariantCulture);

    private static decimal Money(Statement row, int column) => decimal.Parse(row.Text(column), CultureInfo.InvariantCulture);
}
