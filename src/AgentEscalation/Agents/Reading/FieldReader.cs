using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace AgentEscalation.Agents.Reading;

/// <summary>Reads the keys of the frontmatter other than the escalation block.</summary>
internal sealed class FieldReader(YamlNode root, string yaml, DiagnosticSink sink)
{
    private static readonly SearchValues<char> KebabCase = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>A value that the author of the agent still has to fill in: the file is a template.</summary>
    public static bool IsPlaceholder(YamlNode? name) => name switch
    {
        { Kind: YamlKind.List, IsFlow: true, Items: [{ Kind: YamlKind.Scalar }] } => true,
        { Kind: YamlKind.Map, IsFlow: true } => true,
        { Kind: YamlKind.Scalar, Text: var t } => t.Trim() is ['<', _, .., '>'] or ['[', _, .., ']'] or ['{', _, .., '}'],
        _ => false,
    };

    public AgentDefinition Read(string path)
    {
        var name = ReadName(path);
        var hasTools = root["tools"] is not null;
        var definition = new AgentDefinition
        {
            Name = name,
            NamePosition = root["name"]?.Position ?? new(1, 1),
            Description = ReadDescription(),
            Model = ReadModel(),
            Tools = ReadTools(),
            NamesTools = hasTools,
            OtherKeys = ReadOthers(),
        };
        return definition;
    }

    private string ReadName(string path)
    {
        if (root["name"] is not { } node)
        {
            sink.Add("AE0201", new(1, 1), "The key 'name' is missing", "add a line 'name: my-agent'");
            return "";
        }

        if (!node.IsText)
        {
            sink.Add("AE0202", node.Position, "The name is not text", "write one word, for example 'name: my-agent'");
            return "";
        }

        var name = node.IsNull ? "" : node.Text;
        if (name.Trim().Length == 0)
        {
            sink.Add("AE0203", node.Position, "The name is empty", "write one word, for example 'name: my-agent'");
            return "";
        }

        if (name.Length > 64 || name.Contains(':', StringComparison.Ordinal) || name.Any(char.IsControl))
        {
            var why = name.Length > 64 ? $"has {name.Length} characters, at most 64 are allowed" : "contains ':' or a control character";
            sink.Add("AE0203", node.Position, $"The name {DiagnosticSink.Quote(name)} {why}", "use lower-case letters, digits and dashes");
            return "";
        }

        NoteCoerced(node, "name");
        if (name.AsSpan().ContainsAnyExcept(KebabCase) || name[0] == '-' || name[^1] == '-' || name.Contains("--", StringComparison.Ordinal))
        {
            sink.Add("AE0205", node.Position, $"The name {DiagnosticSink.Quote(name)} is not kebab-case", "use lower-case letters, digits and dashes");
        }

        var file = Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        if (file.Length > 0 && !string.Equals(file, name, StringComparison.Ordinal))
        {
            sink.Add("AE0206", node.Position, $"The name {DiagnosticSink.Quote(name)} differs from the file name {DiagnosticSink.Quote(file)}");
        }

        return name;
    }

    private string ReadDescription()
    {
        var node = root["description"];
        if (node is { IsText: true, IsNull: false } && node.Text.Trim().Length > 0)
        {
            NoteCoerced(node, "description");
            return node.Text;
        }

        var (position, what) = node is null ? (new SourcePosition(1, 1), "missing") : (node.Position, node.IsText ? "empty" : "not text");
        sink.Add("AE0210", position, $"The description is {what}", "say in one or two sentences when this agent should be called");
        return "";
    }

    private string? ReadModel()
    {
        if (root["model"] is not { IsNull: false } node)
        {
            return null;
        }

        if (!node.IsText)
        {
            sink.Add("AE0233", node.Position, "The model is not text and was not read", "write sonnet, opus, haiku, inherit or a full id");
            return null;
        }

        NoteCoerced(node, "model");
        if (node.Text is not ("sonnet" or "opus" or "haiku" or "inherit") && !IsModelId(node.Text))
        {
            sink.Add("AE0233", node.Position, $"The model {DiagnosticSink.Quote(node.Text)} is not one of the known ones",
                "known are sonnet, opus, haiku, inherit and full ids that begin with 'claude-'");
        }

        return node.Text;
    }

    private static bool IsModelId(string model) =>
        model.StartsWith("claude-", StringComparison.Ordinal) && !model.Any(char.IsWhiteSpace);

    private ToolAccess ReadTools()
    {
        if (root["tools"] is not { } node)
        {
            return ToolAccess.All;
        }

        if (node.Kind == YamlKind.Scalar)
        {
            return node.IsNull ? ToolAccess.None : ToolAccess.Only(SplitTools(node.Text));
        }

        if (node.Kind == YamlKind.List && node.Items.TrueForAll(i => i.IsText))
        {
            return ToolAccess.Only([.. node.Items.SelectMany(i => SplitTools(i.Text))]);
        }

        var at = node.Items.Find(i => !i.IsText) ?? node;
        sink.Add("AE0230", at.Position, "The tools are neither text nor a list of texts, so none are allowed", "write 'tools: Read, Grep'");
        return ToolAccess.None;
    }

    /// <summary>Splits on commas outside parentheses: <c>Agent(a, b), Read</c> are two.</summary>
    private static ImmutableArray<string> SplitTools(string text)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                if (text[start..i].Trim() is { Length: > 0 } name)
                {
                    names.Add(name);
                }

                start = i + 1;
                continue;
            }

            depth = text[i] switch { '(' => depth + 1, ')' => Math.Max(0, depth - 1), _ => depth };
        }

        return names.ToImmutable();
    }

    private ImmutableArray<KeyValuePair<string, string>> ReadOthers()
    {
        var others = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach (var (key, value) in root.Entries)
        {
            if (!key.IsText)
            {
                sink.Add("AE0232", key.Position, "A key that is not text is not understood");
                continue;
            }

            if (key.Text is "name" or "description" or "model" or "tools" or KnownKeys.Escalation)
            {
                continue;
            }

            others.Add(new(key.Text, value.IsText ? value.Text : yaml[value.Start..Math.Max(value.Start, value.End)].TrimEnd()));
            if (KnownKeys.Contains(key.Text))
            {
                continue;
            }

            if (KnownKeys.Near(key.Text) is { } near)
            {
                sink.Add("AE0231", key.Position, $"The key {DiagnosticSink.Quote(key.Text)} has no effect", $"did you mean '{near}'?");
            }
            else
            {
                sink.Add("AE0232", key.Position, $"The key {DiagnosticSink.Quote(key.Text)} is not known; it is kept and has no effect");
            }
        }

        return others.ToImmutable();
    }

    private void NoteCoerced(YamlNode node, string key)
    {
        if (node.IsPlain && (node.Text is "true" or "false" or "yes" or "no" or "on" or "off"
            || double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            sink.Add("AE0234", node.Position, $"The {key} {DiagnosticSink.Quote(node.Text)} is a number or bool in YAML and was read as text",
                "put it in quotes");
        }
    }
}
