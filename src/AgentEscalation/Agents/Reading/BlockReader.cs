using System.Collections.Immutable;
using AgentEscalation.Policies;

namespace AgentEscalation.Agents.Reading;

/// <summary>Reads the <c>escalation:</c> block of the frontmatter.</summary>
internal sealed class BlockReader(DiagnosticSink sink)
{
    private readonly BlockValues _values = new(sink);

    public EscalationProtocol? Read(YamlNode block)
    {
        if (block.Kind != YamlKind.Map)
        {
            _values.Invalid(block, "The escalation block is not a map", "begin it with 'version: 1' and 'levels:'");
            return null;
        }

        _values.CheckKeys(block, "The escalation block", "version", "levels", "deadline", "budget", "errors");
        var version = ReadVersion(block);
        var levels = ReadLevels(block);
        var errors = ReadErrors(block["errors"]);
        CheckErrorTriggers(errors, levels);
        var budget = ReadBudgetMap(block["budget"]);
        return new()
        {
            HasBlock = true,
            Version = version,
            Levels = levels,
            Errors = errors,
            Deadline = _values.Duration(block["deadline"], "deadline"),
            Tokens = _values.Number(budget?["tokens"], "tokens", 1, long.MaxValue) is { } t ? new((long)t.Value, t.Position) : null,
            Calls = _values.Int(budget?["calls"], "calls", 1, int.MaxValue),
            Money = _values.Number(budget?["money"], "money", 0.000001m, 1_000_000_000m, whole: false),
        };
    }

    private int? ReadVersion(YamlNode block)
    {
        if (block["version"] is not { } node)
        {
            _values.Invalid(block, "The escalation block has no 'version'", "add 'version: 1'");
            return null;
        }

        if (!node.IsText || node.Text != "1")
        {
            _values.Invalid(node, $"Version {DiagnosticSink.Quote(node.Text)} of the escalation block is not known", "this reader knows 'version: 1'");
            return null;
        }

        return 1;
    }

    private ImmutableArray<ProtocolLevel> ReadLevels(YamlNode block)
    {
        if (block["levels"] is not { Kind: YamlKind.List } list)
        {
            _values.Invalid(block["levels"] ?? block, "The escalation block has no list 'levels'", "add 'levels:' and an entry '- level: 1'");
            return [];
        }

        var levels = ImmutableArray.CreateBuilder<ProtocolLevel>();
        foreach (var item in list.Items)
        {
            if (item.Kind != YamlKind.Map)
            {
                _values.Invalid(item, "An entry of 'levels' is not a map", "write '- level: 1' and its other keys");
            }
            else if (ReadLevel(item) is { } level)
            {
                levels.Add(level);
            }
        }

        return levels.ToImmutable();
    }

    private ProtocolLevel? ReadLevel(YamlNode map)
    {
        _values.CheckKeys(map, "A level", "level", "title", "to", "attempts", "timeout", "target", "report", "triggers", "cards", "expires", "onExpiry");
        if (map["level"] is not { } numberNode)
        {
            _values.Invalid(map, "A level has no 'level'", "add its number, for example 'level: 1'");
            return null;
        }

        if (_values.Int(numberNode, "level", 1, 99) is not { } number)
        {
            return null;
        }

        var to = ReadTo(map["to"]);
        if (number.Value > 1 && map["to"] is null)
        {
            _values.Invalid(numberNode, $"Level {number.Value} has no 'to'", "say who answers there: 'to: [an-agent]' or 'to: [user]'");
        }

        return new()
        {
            Number = number.Value,
            BlockKeys = [.. map.Entries.Where(e => e.Key.IsText).Select(e => e.Key.Text)],
            Position = numberNode.Position,
            Title = _values.Text(map["title"], "title")?.Value,
            To = to,
            Attempts = _values.Int(map["attempts"], "attempts", 1, LimitChecks.MostAttempts),
            Timeout = _values.Duration(map["timeout"], "timeout"),
            Target = _values.Target(map["target"], number.Value),
            Triggers = ReadTriggers(map["triggers"]),
            Report = _values.Texts(map["report"], "report"),
            Cards = _values.Int(map["cards"], "cards", 1, 3),
            Expires = _values.Duration(map["expires"], "expires"),
            OnExpiry = ReadOnExpiry(map["onExpiry"]),
        };
    }

    private ImmutableArray<Addressee> ReadTo(YamlNode? node)
    {
        var to = ImmutableArray.CreateBuilder<Addressee>();
        foreach (var (text, position) in _values.Texts(node, "to"))
        {
            if (text.Contains('@', StringComparison.Ordinal))
            {
                sink.Add("AE0320", position, $"{DiagnosticSink.Quote(text)} has an '@'", "write the name alone");
                continue;
            }

            var kind = string.Equals(text, "user", StringComparison.OrdinalIgnoreCase) ? AddresseeKind.User
                : text.Any(char.IsWhiteSpace) ? AddresseeKind.Role
                : AddresseeKind.Mention;
            to.Add(new(kind, kind == AddresseeKind.User ? "user" : text, position));
        }

        return to.ToImmutable();
    }

    private ImmutableArray<Sourced<Trigger>> ReadTriggers(YamlNode? node)
    {
        var triggers = ImmutableArray.CreateBuilder<Sourced<Trigger>>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node switch { null or { IsNull: true } => [], { Kind: YamlKind.List } => node.Items, _ => [node] })
        {
            if (item.Kind == YamlKind.Map)
            {
                _values.CheckKeys(item, "A trigger", "id", "text");
            }

            var text = _values.Text(item.Kind == YamlKind.Map ? item["text"] ?? item["id"] : item, "triggers")?.Value ?? "";
            var id = item.Kind == YamlKind.Map ? _values.Text(item["id"], "id")?.Value ?? Trigger.Slug(text) : Trigger.Slug(text);
            if (id.Length == 0)
            {
                _values.Invalid(item, "A trigger has neither text nor id", "write a text, or '{ id: my-trigger, text: My trigger }'");
            }
            else if (id != Trigger.Slug(id))
            {
                _values.Invalid(item, $"The trigger id {DiagnosticSink.Quote(id)} is not kebab-case", $"write '{Trigger.Slug(id)}'");
            }
            else if (!ids.Add(id))
            {
                _values.Invalid(item, $"The trigger id '{id}' is there twice");
            }
            else
            {
                triggers.Add(new(new(id, text), item.Position));
            }
        }

        return triggers.ToImmutable();
    }

    private Sourced<OnExpiry>? ReadOnExpiry(YamlNode? node)
    {
        switch (_values.Text(node, "onExpiry")?.Value)
        {
            case null:
                return null;
            case "default":
                return new(OnExpiry.Default, node!.Position);
            case "unresolved":
                return new(OnExpiry.Unresolved, node!.Position);
            default:
                _values.Invalid(node!, $"'onExpiry' is {DiagnosticSink.Quote(node!.Text)}", "write default or unresolved");
                return null;
        }
    }

    private YamlNode? ReadBudgetMap(YamlNode? node)
    {
        if (node is null || node.IsNull)
        {
            return null;
        }

        if (node.Kind != YamlKind.Map)
        {
            _values.Invalid(node, "'budget' is not a map", "write '{ tokens: 200000, calls: 40 }'");
            return null;
        }

        _values.CheckKeys(node, "The budget", "tokens", "calls", "money");
        return node;
    }

    private ImmutableArray<ProtocolError> ReadErrors(YamlNode? node)
    {
        if (node is null || node.IsNull)
        {
            return [];
        }

        if (node.Kind != YamlKind.List)
        {
            _values.Invalid(node, "'errors' is not a list", "write an entry '- name: Borrow checker'");
            return [];
        }

        var errors = ImmutableArray.CreateBuilder<ProtocolError>();
        foreach (var item in node.Items)
        {
            if (item.Kind != YamlKind.Map)
            {
                _values.Invalid(item, "An entry of 'errors' is not a map", "write '- name: Borrow checker' and its other keys");
                continue;
            }

            _values.CheckKeys(item, "An error", "name", "codes", "recovery", "ask", "trigger");
            if (_values.Text(item["name"], "name") is not { } name)
            {
                _values.Invalid(item, "An error has no 'name'", "add one, for example 'name: Borrow checker'");
                continue;
            }

            var recovery = _values.Text(item["recovery"], "recovery")?.Value;
            if (recovery is null)
            {
                sink.Add("AE0601", item.Position, $"The error {DiagnosticSink.Quote(name.Value)} has no recovery", "say what to try at level 1");
            }

            errors.Add(new()
            {
                Name = name.Value,
                Source = ErrorSource.Block,
                Position = item.Position,
                Codes = [.. _values.Texts(item["codes"], "codes").Select(c => c.Value)],
                Recovery = recovery,
                Ask = _values.Text(item["ask"], "ask")?.Value,
                Trigger = _values.Text(item["trigger"], "trigger")?.Value,
            });
        }

        return errors.ToImmutable();
    }

    private void CheckErrorTriggers(ImmutableArray<ProtocolError> errors, ImmutableArray<ProtocolLevel> levels)
    {
        var ids = levels.SelectMany(l => l.Triggers).Select(t => t.Value.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var error in errors.Where(e => e.Trigger is not null))
        {
            if (!ids.Contains(error.Trigger!))
            {
                sink.Add("AE0320", error.Position, $"The error {DiagnosticSink.Quote(error.Name)} names the trigger '{error.Trigger}', which no level has",
                    "write the id of one of the triggers");
            }
        }
    }
}
