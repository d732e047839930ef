using System.Collections.Immutable;
using System.Text;
using AgentEscalation.Agents.Reading;

namespace AgentEscalation.Agents;

/// <summary>Reads one agent file: YAML frontmatter, Markdown body, and what both say about escalation. A pure function over bytes that never
/// throws on content and takes time in proportion to its length. Thread-safe.</summary>
public static class AgentFileReader
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Reads a file's content.</summary>
    /// <param name="bytes">The content.</param>
    /// <param name="path">The path, for diagnostics and for the comparison of name and file name; nothing is opened.</param>
    /// <param name="named">Whether somebody named this file as an agent: a missing frontmatter is an error then, and a warning in a scan.</param>
    /// <returns>What was read. <see cref="AgentFile.Status"/> says whether it is an agent.</returns>
    public static AgentFile Read(ReadOnlySpan<byte> bytes, string path, bool named = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        var sink = new DiagnosticSink(path);
        if (bytes.Length > MaxBytes)
        {
            sink.Add("AE0108", new(1, 1), $"The file has {(bytes.Length == MaxBytes + 1 ? "more" : $"{bytes.Length} bytes, more")} than {MaxBytes} bytes",
                "an agent file is a prompt: move material into other files");
            return Finish(path, AgentFileStatus.Rejected, Empty, sink);
        }

        var invalid = SourceText.FirstInvalidByte(bytes);
        if (invalid >= 0)
        {
            var before = new SourceText(Encoding.UTF8.GetString(bytes[..invalid]));
            var position = before.PositionAt(before.Text.Length);
            sink.Add("AE0102", position, $"The file is not UTF-8: byte 0x{bytes[invalid]:X2} at offset {invalid}", "save it as UTF-8");
            return Finish(path, AgentFileStatus.Rejected, Empty, sink);
        }

        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            sink.Add("AE0101", new(1, 1), "The file begins with a byte order mark", "save it as UTF-8 without one");
            bytes = bytes[3..];
        }

        return ReadText(new SourceText(Encoding.UTF8.GetString(bytes)), path, named, sink);
    }

    /// <summary>Reads a file that somebody named as an agent. A file that cannot be opened is a rejected one; nothing is thrown for it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What was read.</returns>
    public static AgentFile ReadFile(string path) => AgentFileSystem.Read(path, named: true);

    internal static AgentFile Unreadable(string path, string why)
    {
        var sink = new DiagnosticSink(path);
        sink.Add("AE0100", new(1, 1), "The file cannot be read: " + why.TrimEnd('.'), "check that it exists and that you may read it");
        return Finish(path, AgentFileStatus.Rejected, Empty, sink);
    }

    private static AgentDefinition Empty { get; } = new() { Name = "" };

    private static AgentFile ReadText(SourceText source, string path, bool named, DiagnosticSink sink)
    {
        if (!FrontmatterReader.HasOpening(source))
        {
            sink.Add("AE0103", new(1, 1), "The first line is not '---', so this is not an agent file", "begin with '---', 'name:' and 'description:'",
                named ? DiagnosticSeverity.Error : null);
            var plain = ReadProtocol(source, 0, null, "", new DiagnosticSink(path));
            return Finish(path, AgentFileStatus.NotAnAgent, Empty with { Instructions = source.Text, Protocol = plain.Protocol }, sink);
        }

        var front = FrontmatterReader.Read(source, sink);
        if (front.CloseLine < 0)
        {
            return Finish(path, AgentFileStatus.Rejected, Empty, sink);
        }

        var bodyLine = front.CloseLine + 1;
        var body = bodyLine < source.LineCount ? source.Text[source.LineStart(bodyLine)..] : "";
        var root = front.Root ?? new YamlNode(YamlKind.Map, new(2, 1), 0);
        var template = !front.Rejected && FieldReader.IsPlaceholder(root["name"]);
        var findings = template ? new DiagnosticSink(path) : sink;
        var fields = front.Rejected && front.Root is null
            ? Empty
            : new FieldReader(root, front.Yaml, findings).Read(path);
        var (protocol, mentions) = ReadProtocol(source, bodyLine, root[KnownKeys.Escalation], fields.Name, findings);
        var content = fields with { Instructions = body, Protocol = protocol, Mentions = mentions };
        if (template)
        {
            sink.Add("AE0204", root["name"]!.Position, "The name is a placeholder, so this is a template and not an agent", "fill it in");
            return Finish(path, AgentFileStatus.Template, content with { Name = "" }, sink);
        }

        return Finish(path, front.Rejected || content.Name.Length == 0 ? AgentFileStatus.Rejected : AgentFileStatus.Agent, content, sink);
    }

    private static (EscalationProtocol? Protocol, ImmutableArray<Addressee> Mentions) ReadProtocol(
        SourceText source, int bodyLine, YamlNode? blockNode, string agent, DiagnosticSink sink)
    {
        var lines = BodyScanner.Scan(source, bodyLine, sink);
        var mentions = BodyScanner.Mentions(source, lines);
        var block = blockNode is null ? null : new BlockReader(sink).Read(blockNode);
        var prose = new ProseReader(source, lines, sink).Read();
        if (block is null)
        {
            return (prose is null ? null : prose with { Levels = LadderChecks.Apply(prose.Levels, agent, sink) }, mentions);
        }

        // With a block the order of the levels in the text does not matter any more.
        var text = prose is null ? new() : prose with { Levels = LadderChecks.Apply(prose.Levels, agent, new DiagnosticSink("")) };
        var merged = ProtocolMerge.Merge(block, text, sink);
        return (merged with { Levels = LadderChecks.Apply(merged.Levels, agent, sink) }, mentions);
    }

    private static AgentFile Finish(string path, AgentFileStatus status, AgentDefinition content, DiagnosticSink sink) => new()
    {
        Path = path,
        Status = status,
        Content = content with { Path = path, Diagnostics = sink.ToImmutable() },
    };
}
