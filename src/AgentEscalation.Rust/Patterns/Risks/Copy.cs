using System.Text;
using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>The copies that edits add, and what the compiler says about the types of what moves.</summary>
internal static class Copy
{
    private static readonly HashSet<string> Makers = ["clone", "cloned", "to_owned", "to_vec", "copied"];

    /// <summary>The calls that make copies, in the sources with the edits.</summary>
    /// <param name="after">The sources with the edits.</param>
    /// <param name="edits">The edits, in positions of the sources before them.</param>
    public static List<RustNode> In(RustSources after, IEnumerable<TextEdit> edits)
    {
        var found = new List<RustNode>();
        foreach (var (source, start, end) in Places(after, edits, edit => Makers.Any(name => edit.Replacement.Contains(name + "(", StringComparison.Ordinal))))
        {
            found.AddRange(source.NodeAt(start, end).SelfAndBelow().Where(node => node.Kind == NodeKind.MethodCall
                ? Makers.Contains(node.NameText) && node.Source.ByteStart(node.Name) >= start && node.Source.ByteEnd(node.Name) <= end
                // The compiler writes it out: `<Option<Node> as Clone>::clone(&value)`.
                : node.Kind == NodeKind.Call && node.Children[0].Text.EndsWith("::clone", StringComparison.Ordinal) && node.ByteStart >= start && node.Children[0].ByteEnd <= end));
        }
        return found;
    }

    /// <summary>Where edits came to lie.</summary>
    public static IEnumerable<(RustSource Source, int Start, int End)> Places(RustSources after, IEnumerable<TextEdit> edits, Func<TextEdit, bool> wanted)
    {
        foreach (var file in edits.GroupBy(edit => edit.File, StringComparer.Ordinal))
        {
            if (!file.Any(wanted) || ParsedSources.Of(after).Get(file.Key) is not { } source)
            {
                continue;
            }
            var shift = 0;
            foreach (var edit in file.OrderBy(edit => edit.ByteStart))
            {
                var start = edit.ByteStart + shift;
                var length = Encoding.UTF8.GetByteCount(edit.Replacement);
                shift += length - (edit.ByteEnd - edit.ByteStart);
                if (wanted(edit))
                {
                    yield return (source, start, start + length);
                }
            }
        }
    }

    /// <summary>The types that the errors say move.</summary>
    public static IEnumerable<string> Types(RepairState state)
    {
        const string Says = "has type `";
        foreach (var text in state.Errors.SelectMany(error => error.Spans.Select(span => span.Label ?? "").Concat(error.Children.Select(note => note.Message))))
        {
            if (text.IndexOf(Says, StringComparison.Ordinal) is >= 0 and var at && text.IndexOf('`', at + Says.Length) is > 0 and var end)
            {
                yield return text[(at + Says.Length)..end];
            }
        }
    }

    /// <summary>The copy with what only looks through it, and what it is part of.</summary>
    public static RustNode Whole(RustNode copy)
    {
        while (copy.Parent is { Kind: NodeKind.Paren or NodeKind.Cast } outer)
        {
            copy = outer;
        }
        return copy;
    }
}
