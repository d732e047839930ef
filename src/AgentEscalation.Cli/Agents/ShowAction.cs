using AgentEscalation.Agents;

namespace AgentEscalation.Cli.Agents;

/// <summary><c>agents show</c>.</summary>
internal static class ShowAction
{
    public static int Run(string what, IReadOnlyList<string> folders, OutputFormat format, Terminal terminal)
    {
        var (file, catalog) = Find(what, folders);
        var content = file.Content;
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, w => ShowJson.Write(w, content));
        }
        else
        {
            using var text = new StringWriter();
            ShowText.Write(text, content, catalog.PolicyFor(content));
            terminal.Out.Write(Printable.Of(text.ToString()));
        }

        if (file.Status is not (AgentFileStatus.Rejected or AgentFileStatus.NotAnAgent))
        {
            return ExitCode.Done;
        }

        foreach (var error in content.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        {
            terminal.Note(Printable.Of(error.ToString()));
        }

        return ExitCode.Broken;
    }

    private static (AgentFile File, AgentCatalog Catalog) Find(string what, IReadOnlyList<string> folders)
    {
        if (File.Exists(what))
        {
            var file = AgentPaths.File(what);
            var beside = AgentRoot.FromFiles(what, [file]);
            return (file, AgentCatalog.Create([beside, .. folders.Select(AgentPaths.Folder)]));
        }

        if (Directory.Exists(what))
        {
            throw new BadInputException("This is a folder", what, "Name one file, or use `agents list` or `agents validate`.");
        }

        if (what.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || what.EndsWith(".md", StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException("There is no such file", what, "Give the path of an agent file, or the name of an agent.");
        }

        var catalog = AgentPaths.Catalog(folders);
        try
        {
            var agent = catalog.Get(what.TrimStart('@'));
            var across = catalog.Diagnostics.Where(d => d.Path == agent.Path).OrderBy(d => d.Position.Line).ThenBy(d => d.Position.Column);
            return (new() { Path = agent.Path, Status = AgentFileStatus.Agent, Content = agent with { Diagnostics = [.. across] } }, catalog);
        }
        catch (AgentNotFoundException e)
        {
            throw new BadInputException(e.Message, null, folders.Count == 0 ? "Give --agents DIR to look elsewhere." : "");
        }
    }
}
