using System.Globalization;
using System.Reflection;
using SQLitePCL;

namespace AgentEscalation.Sqlite.Files;

/// <summary>Brings a case file to the shape that this version works with, step by numbered step.</summary>
internal static class Migrator
{
    /// <summary>"AESC", in the header of the file, so that it is told from other programs' databases.</summary>
    public const int ApplicationId = 0x41455343;

    /// <summary>The steps, the oldest first.</summary>
    public static readonly string[] Shipped = [.. ShippedSteps()];

    /// <summary>How many steps this version knows.</summary>
    public static int Version => Shipped.Length;

    /// <summary>Checks the file and does the steps that it lacks, all or none.</summary>
    /// <exception cref="CaseStorageException">It is of a newer version, another program's, or cannot be written to.</exception>
    public static void Migrate(Database database, IReadOnlyList<string>? steps = null)
    {
        steps ??= Shipped;
        if (Known(database, steps.Count) == steps.Count)
        {
            return;
        }

        Prepare(database);
        database.Begin();
        try
        {
            // Another process may have been faster.
            for (var done = Known(database, steps.Count); done < steps.Count; done++)
            {
                database.Execute(steps[done]);
                database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {done + 1}"));
            }

            database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
            database.Commit();
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }

    /// <summary>How many steps were done in the file.</summary>
    /// <exception cref="CaseStorageException">It is of a newer version or another program's.</exception>
    public static int Known(Database database, int most)
    {
        var version = (int)database.Scalar("PRAGMA user_version");
        var application = (int)database.Scalar("PRAGMA application_id");
        if (application != ApplicationId && (application != 0 || version != 0 || database.Scalar("SELECT count(*) FROM sqlite_schema") > 0))
        {
            throw new CaseStorageException(
                StorageFault.Foreign, database.File, $"'{database.File}' is a database of another program. Name a file of its own for the cases.");
        }

        return version <= most
            ? version
            : throw new CaseStorageException(
                StorageFault.NewerVersion, database.File,
                $"'{database.File}' was written by a newer version of AgentEscalation.Sqlite: it has shape {version} and this version knows up to {most}. Update the package; nothing was changed.");
    }

    /// <summary>What has to be said before the first table, and cannot be said inside a transaction.</summary>
    private static void Prepare(Database database)
    {
        if (database.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            // So that pruning gives room back to the disk.
            database.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        }

        UseLog(database);
    }

    /// <summary>Switches to a write-ahead log, which stays with the file.</summary>
    public static void UseLog(Database database)
    {
        // A change of the journal's mode does not wait for other connections, so it is tried again after having waited for them.
        for (var tries = 0; database.Word("PRAGMA journal_mode") != "wal"; tries++)
        {
            var code = raw.sqlite3_exec(database.Handle, "PRAGMA journal_mode = WAL");
            if (code != raw.SQLITE_OK && ((code & 0xFF) != raw.SQLITE_BUSY || tries >= 100))
            {
                database.Check(code);
            }

            if (code != raw.SQLITE_OK)
            {
                database.Begin();
                database.Commit();
            }
            else if (tries >= 100)
            {
                throw new CaseStorageException(
                    StorageFault.Other, database.File,
                    $"'{database.File}' cannot be used with a write-ahead log here; network folders cannot. Put the file on a local disk.");
            }
        }
    }

    private static IEnumerable<string> ShippedSteps()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return Text(assembly, name);
        }
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
