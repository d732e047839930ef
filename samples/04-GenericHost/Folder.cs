namespace AgentEscalation.Samples.GenericHost;

/// <summary>A copy of the sample's workspace, so that each run begins with the same error.</summary>
internal sealed class Folder : IDisposable
{
    public Folder()
    {
        foreach (var file in Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "workspace")))
        {
            File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("prices-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
