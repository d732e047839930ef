namespace AgentEscalation.Rust.Verifiers;

/// <summary>Keeps what cargo does to the lock file from becoming part of a repair: when disposed, the file is as it was.</summary>
internal sealed class LockFile : IDisposable
{
    private readonly string _path;
    private readonly byte[]? _before;

    public LockFile(string folder)
    {
        _path = Path.Combine(folder, "Cargo.lock");
        _before = File.Exists(_path) ? File.ReadAllBytes(_path) : null;
    }

    public void Dispose()
    {
        if (_before is null)
        {
            File.Delete(_path);
        }
        else if (!File.Exists(_path) || !_before.AsSpan().SequenceEqual(File.ReadAllBytes(_path)))
        {
            File.WriteAllBytes(_path, _before);
        }
    }
}
