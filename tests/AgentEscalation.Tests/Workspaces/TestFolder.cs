using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text;
using AgentEscalation.Workspaces;

namespace AgentEscalation.Tests.Workspaces;

/// <summary>A user's folder and a scratch folder of a test's own; both go with it.</summary>
[SupportedOSPlatform("linux")]
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _all = Directory.CreateTempSubdirectory("workspaces-");

    public TestFolder(params ReadOnlySpan<(string Path, string Text)> files)
    {
        Root = Path.Combine(_all.FullName, "user");
        Scratch = Path.Combine(_all.FullName, "scratch");
        Directory.CreateDirectory(Root);
        foreach (var (path, text) in files)
        {
            Write(path, text);
        }
    }

    public string Root { get; }

    public string Scratch { get; }

    public string Outside => _all.FullName;

    public WorkspaceOptions Options => new() { ScratchFolder = Scratch };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask<Workspace> OpenAsync(WorkspaceOptions? options = null) => Workspace.OpenAsync(Root, options ?? Options, Token);

    public async Task<PrivateCopy> CopyAsync(WorkspaceOptions? options = null) => await (await OpenAsync(options)).CopyAsync(Token);

    public string Full(string path) => Path.Combine(Root, path);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Full(path))!);
        File.WriteAllText(Full(path), text);
    }

    public string Read(string path) => File.ReadAllText(Full(path));

    public static string Sh(string folder, string script, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{script}: {output}{error.Result}");
        return output;
    }

    /// <summary>Every file with its content and mode, every link with its target, every folder.</summary>
    public static SortedDictionary<string, string> Everything(string root)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(new DirectoryInfo(root));
        return all;

        void Add(DirectoryInfo folder)
        {
            foreach (var entry in folder.EnumerateFileSystemInfos())
            {
                all[Path.GetRelativePath(root, entry.FullName)] = entry switch
                {
                    { LinkTarget: { } target } => "-> " + target,
                    FileInfo file => $"{file.UnixFileMode} {Encoding.Latin1.GetString(File.ReadAllBytes(file.FullName))}",
                    _ => "folder",
                };
                if (entry is DirectoryInfo { LinkTarget: null } inner)
                {
                    Add(inner);
                }
            }
        }
    }

    public void Dispose()
    {
        Sh(_all.FullName, "chmod -R u+rwX .");
        _all.Delete(recursive: true);
    }
}
