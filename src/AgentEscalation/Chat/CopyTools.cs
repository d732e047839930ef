using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AgentEscalation.Agents;
using AgentEscalation.Workspaces;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Chat;

/// <summary>The tools that work on the private copy. They are offered as declarations and carried out here, so that nobody between the model
/// and the ladder can call them. Paths are confined by the copy itself.</summary>
internal sealed class CopyTools(PrivateCopy copy, ToolAccess access)
{
    private const int MostFileBytes = 4 * 1024 * 1024;
    private const int MostSearchedBytes = 1024 * 1024;
    private const int MostLines = 500;
    private const int MostHits = 100;
    private const int MostHit = 300;
    private const int MostListed = 1000;
    private const int MostGlob = 1024;

    private static readonly AIFunctionDeclaration[] All =
    [
        Declare(KnownTools.List, "Lists the files of the copy.", """{"glob":{"type":"string","description":"for example src/**/*.rs; empty for all"}}"""),
        Declare(
            KnownTools.Read,
            "Reads a part of a file, with line numbers.",
            """{"path":{"type":"string"},"from":{"type":"integer","description":"first line, from 1"},"lines":{"type":"integer","description":"at most 500"}}""",
            "path"),
        Declare(
            KnownTools.Search,
            "Finds the lines that contain a text.",
            """{"text":{"type":"string"},"glob":{"type":"string","description":"which files; empty for all"}}""",
            "text"),
        Declare(
            KnownTools.Edit,
            "Puts a text in place of another that occurs exactly once in the file.",
            """{"path":{"type":"string"},"old":{"type":"string"},"new":{"type":"string"}}""",
            "path", "old", "new"),
        Declare(
            KnownTools.Write, "Gives a file a whole new content, or creates it.", """{"path":{"type":"string"},"content":{"type":"string"}}""", "path", "content"),
        Declare(KnownTools.Delete, "Deletes a file.", """{"path":{"type":"string"}}""", "path"),
        Declare(KnownTools.Verify, "Lets the verifier look at the copy as it is now.", "{}"),
    ];

    public IEnumerable<AITool> Declarations => All.Where(tool => KnownTools.Allows(access, tool.Name));

    public bool MayEdit => KnownTools.Allows(access, KnownTools.Edit) || KnownTools.Allows(access, KnownTools.Write);

    /// <summary>Whether the copy may be changed in this way.</summary>
    public bool Allows(FileEdit edit) => KnownTools.Allows(access, edit switch
    {
        FileEdit.Write => KnownTools.Write,
        FileEdit.Delete => KnownTools.Delete,
        _ => KnownTools.Edit,
    });

    /// <summary>Carries a call out.</summary>
    /// <returns>What the model is told; null when the tool is none of these.</returns>
    public string? Call(FunctionCallContent call, CancellationToken cancellationToken)
    {
        if (!KnownTools.Allows(access, call.Name))
        {
            return null;
        }

        return call.Name switch
        {
            KnownTools.List => List(call.Text("glob")),
            KnownTools.Read => Read(call.Text("path"), call.Number("from", 1), call.Number("lines", MostLines)),
            KnownTools.Search => Search(call.Text("text"), call.Text("glob"), cancellationToken),
            KnownTools.Edit => (call.Text("path"), call.Text("old"), call.Text("new")) is ({ } path, { } old, { } @new)
                ? Apply(new FileEdit.Exchange(path, old, @new))
                : "Not done: path, old and new are needed, as texts.",
            KnownTools.Write => (call.Text("path"), call.Text("content")) is ({ } path, { } content)
                ? Apply(new FileEdit.Write(path, content))
                : "Not done: path and content are needed, as texts.",
            KnownTools.Delete => call.Text("path") is { } path ? Apply(new FileEdit.Delete(path)) : "Not done: path is needed, as a text.",
            _ => null,
        };
    }

    private string List(string? glob)
    {
        var files = Matching(glob);
        return files.Length == 0
            ? "There is no such file."
            : string.Join('\n', files.Take(MostListed)) + (files.Length > MostListed ? $"\nand {files.Length - MostListed} more" : "");
    }

    private string Read(string? path, int from, int lines)
    {
        if (path is null)
        {
            return "Not done: path is needed, as a text.";
        }

        if (Text(path, MostFileBytes, out var fault) is not { } text)
        {
            return fault;
        }

        var all = text.Split('\n');
        from = Math.Clamp(from, 1, all.Length);
        var part = new StringBuilder();
        var to = Math.Min(all.Length, from + Math.Clamp(lines, 1, MostLines) - 1);
        for (var line = from; line <= to; line++)
        {
            part.Append(CultureInfo.InvariantCulture, $"{line}\t{all[line - 1].TrimEnd('\r')}\n");
        }

        return to < all.Length || from > 1 ? $"{part}(lines {from} to {to} of {all.Length})" : part.ToString();
    }

    private string Search(string? text, string? glob, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "Not done: text is needed.";
        }

        var hits = new StringBuilder();
        var count = 0;
        foreach (var path in Matching(glob))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Text(path, MostSearchedBytes, out _) is not { } content || !content.Contains(text, StringComparison.Ordinal))
            {
                continue;
            }

            var number = 0;
            foreach (var line in content.AsSpan().EnumerateLines())
            {
                number++;
                if (line.Contains(text, StringComparison.Ordinal))
                {
                    hits.Append(CultureInfo.InvariantCulture, $"{path}:{number}: {line[..Math.Min(line.Length, MostHit)].Trim()}\n");
                    if (++count == MostHits)
                    {
                        return hits.Append("There are more.").ToString();
                    }
                }
            }
        }

        return count == 0 ? "It occurs nowhere." : hits.ToString();
    }

    private string Apply(FileEdit edit)
    {
        var result = copy.Apply(edit);
        return result.Applied ? "Done." : $"Not done: {string.Join(' ', result.Refusals.Select(static refusal => refusal.Message))}";
    }

    private ImmutableArray<string> Matching(string? glob)
    {
        if (string.IsNullOrWhiteSpace(glob) || glob.Length > MostGlob)
        {
            return copy.Files;
        }

        var pattern = new Glob(glob);
        return [.. copy.Files.Where(pattern.IsMatch)];
    }

    private string? Text(string path, int most, out string fault)
    {
        if (!copy.TryResolve(path, out var full, out var error))
        {
            fault = $"Not done: {error}";
            return null;
        }

        var file = new FileInfo(full);
        fault = !file.Exists ? "Not done: there is no such file."
            : file.Length > most ? $"Not done: the file has {file.Length} bytes, more than {most}."
            : "";
        return fault.Length > 0 ? null : Encoding.UTF8.GetString(File.ReadAllBytes(full));
    }

    private static AIFunctionDeclaration Declare(string name, string description, string properties, params string[] required) =>
        AIFunctionFactory.CreateDeclaration(
            name,
            description,
            AnswerJson.Schema(
                $$"""{"type":"object","properties":{{properties}},"required":[{{string.Join(',', required.Select(static r => $"\"{r}\""))}}],"additionalProperties":false}"""));
}
