namespace RustRecovery;

/// <summary>A broken crate and, in a few words, what its author got wrong.</summary>
internal sealed record Crate(string Name, string Mistake)
{
    /// <summary>From what the compiler mends itself to what only a person can decide.</summary>
    public static IReadOnlyList<Crate> All { get; } =
    [
        new("ledger", "a forgotten import hides two forgotten muts"),
        new("matrix", "traits are used and not derived"),
        new("calculator", "Ok, copied and to_string are missing"),
        new("text-index", "lifetimes are missing, one does not fit"),
        new("lru-cache", "self is borrowed while a part of it is"),
        new("scheduler", "jobs are moved out of where they must stay"),
        new("ring-buffer", "safe traits are implemented as unsafe ones"),
        new("intervals", "an interval contains its own end"),
        new("config", "private members, then types, then moves"),
        new("invoice", "two tests want different sums"),
    ];

    /// <summary>Copies the crate, so that the repository stays as it is and the sample can run again.</summary>
    public string CopyTo(string folder)
    {
        var (from, to) = (Path.Combine(AppContext.BaseDirectory, "crates", Name), Path.Combine(folder, Name));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return to;
    }
}
