using AgentEscalation.Sqlite.Files;
using Microsoft.Extensions.Time.Testing;

namespace AgentEscalation.Sqlite.Tests;

/// <summary>A folder with a case file of a test's own; it goes with its journals.</summary>
internal sealed class CaseFolder : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("case-file-");
    private readonly List<SqliteJournal> _journals = [];

    public FakeTimeProvider Time { get; } = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public string Path => System.IO.Path.Combine(_folder.FullName, "cases.db");

    public string Connection => $"Data Source={Path}";

    /// <summary>As another process would open it.</summary>
    public SqliteJournal Open(TimeProvider? time = null)
    {
        var journal = new SqliteJournal(Connection, time ?? Time);
        _journals.Add(journal);
        return journal;
    }

    /// <summary>Looks into the file past the library, or changes it.</summary>
    public T Look<T>(Func<Database, T> look)
    {
        using var database = Database.Open(new(Connection, TimeSpan.FromSeconds(30)), FileAccess.ReadWrite);
        return look(database);
    }

    public void Execute(string sql) => Look(database =>
    {
        database.Execute(sql);
        return 0;
    });

    public string[] Beside => [.. Directory.GetFiles(_folder.FullName).Select(f => System.IO.Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    public string In(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public async ValueTask DisposeAsync()
    {
        foreach (var journal in _journals)
        {
            await journal.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
