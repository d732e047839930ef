using System.CommandLine;
using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Sqlite;

namespace AgentEscalation.Cli.Storage;

/// <summary>The case file that a command looks into.</summary>
internal static class CaseStorage
{
    /// <summary>The file when none is named, in the working directory.</summary>
    public const string Usual = "escalation.db";

    /// <summary><c>--storage FILE</c>.</summary>
    public static Option<string> Option() => new("--storage", "-s")
    {
        Description = $"The case file, as UseSqlite and `run --storage` write it; {Usual} of the working directory without it.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Usual,
    };

    /// <summary><c>CASE</c>.</summary>
    public static Argument<CaseId> Case()
    {
        var argument = new Argument<CaseId>("CASE")
        {
            Description = "The case: 32 hexadecimal digits, as `cases list` shows them.",
            CustomParser = result =>
            {
                if (!CaseId.TryParse(result.Tokens[0].Value, out var id))
                {
                    result.AddError($"'{result.Tokens[0].Value}' is no case (CASE). It has 32 hexadecimal digits; `agent-escalation cases list` shows them.");
                }

                return id;
            },
        };
        return argument;
    }

    /// <summary>Makes sure that a file is there.</summary>
    /// <exception cref="BadInputException">It is not.</exception>
    public static void Require(string file)
    {
        if (!File.Exists(file))
        {
            throw new BadInputException($"There is no case file '{file}'", "--storage", "Name one that UseSqlite or `run --storage` wrote.");
        }
    }

    /// <summary>Opens a file; it is made when it is not there.</summary>
    /// <exception cref="BadInputException">It cannot be used.</exception>
    public static SqliteJournal OpenOrMake(string file)
    {
        try
        {
            return new(ConnectionOf(file));
        }
        catch (CaseStorageException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>What is wrong with a file, as the user's to mend.</summary>
    public static BadInputException Unusable(CaseStorageException e) => new(e.Message, null, "");

    public static string ConnectionOf(string file) => $"Data Source=\"{file.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Does something with a file; what is wrong with the file is bad input.</summary>
    public static async Task<int> WithAsync(string file, Func<SqliteJournal, Task<int>> work)
    {
        Require(file);
        try
        {
            var journal = new SqliteJournal(ConnectionOf(file));
            await using (journal.ConfigureAwait(false))
            {
                return await work(journal).ConfigureAwait(false);
            }
        }
        catch (CaseStorageException e)
        {
            throw Unusable(e);
        }
    }

    /// <summary>The events of a case.</summary>
    /// <exception cref="BadInputException">The file does not have it.</exception>
    public static async Task<CaseEvent[]> ReadAsync(SqliteJournal journal, CaseId id, CancellationToken token) =>
        await journal.ReadAsync(id, token).ConfigureAwait(false) is { IsEmpty: false } events
            ? [.. events]
            : throw new BadInputException($"'{journal.File}' has no case {id}", "CASE", "See `agent-escalation cases list`; closed cases may have been pruned.");
}
