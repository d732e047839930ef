using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns;

/// <summary>One error in its source, and the edits that a pattern makes there.</summary>
internal sealed class RepairSite(RepairPattern pattern, RustDiagnostic error, DiagnosticSpan primary, RustSource source, ParsedSources sources)
{
    public RustDiagnostic Error { get; } = error;

    public DiagnosticSpan Primary { get; } = primary;

    public string File { get; } = primary.File;

    public RustSource Source { get; } = source;

    public ParsedSources Sources { get; } = sources;

    /// <summary>The expression at the error's place, else the smallest node that covers it.</summary>
    public RustNode PrimaryNode => NodeOf(Primary);

    /// <summary>All places that the error and its notes name in this file.</summary>
    public IEnumerable<DiagnosticSpan> Spans => Error.Spans.Concat(Error.Children.SelectMany(note => note.Spans)).Where(span => span.File == File && !span.FromMacro);

    /// <summary>The first place whose label contains one of the texts.</summary>
    public DiagnosticSpan? Labelled(params string[] texts) =>
        Spans.FirstOrDefault(span => span.Label is { } label && Array.Exists(texts, text => label.Contains(text, StringComparison.Ordinal)));

    /// <summary>Places that a note names, also in other files.</summary>
    public IEnumerable<DiagnosticSpan> OfNote(string text) =>
        Error.Children.Where(note => note.Message.Contains(text, StringComparison.Ordinal)).SelectMany(note => note.Spans);

    public RustNode NodeOf(DiagnosticSpan span) => NodeOf(Source, span);

    public static RustNode NodeOf(RustSource source, DiagnosticSpan span) =>
        source.ExpressionAt(span.ByteStart, span.ByteEnd) ?? source.NodeAt(span.ByteStart, span.ByteEnd);

    /// <summary>The text between the back quotes of a message, counted from 0.</summary>
    public static string? Quoted(string message, int index = 0)
    {
        var parts = message.Split('`');
        return (2 * index) + 1 < parts.Length - 1 + (parts.Length % 2) ? parts[(2 * index) + 1] : null;
    }

    public TextEdit Replace(RustNode node, string text) => new(File, node.ByteStart, node.ByteEnd, text);

    public TextEdit Replace(int byteStart, int byteEnd, string text) => new(File, byteStart, byteEnd, text);

    public TextEdit Insert(int at, string text) => new(File, at, at, text);

    public TextEdit Before(RustNode node, string text) => Insert(node.ByteStart, text);

    public TextEdit After(RustNode node, string text) => Insert(node.ByteEnd, text);

    /// <summary>A line of its own before the line on which a statement begins; on the same line when something stands before it.</summary>
    public TextEdit LineBefore(RustNode statement, string text)
    {
        var from = statement.Source;
        var indent = from.Indent(statement.ByteStart);
        var alone = from.LineStart(statement.ByteStart) + indent.Length == statement.ByteStart;
        return Insert(statement.ByteStart, alone ? text + from.NewLine + indent : text + " ");
    }

    public TextEdit LineAfter(RustNode statement, string text)
    {
        var from = statement.Source;
        var indent = from.Indent(statement.ByteStart);
        var alone = from.LineStart(statement.ByteStart) + indent.Length == statement.ByteStart;
        return Insert(statement.ByteEnd, alone ? from.NewLine + indent + text : " " + text);
    }

    /// <summary>Removes a statement with its line, when it has the line for itself.</summary>
    public TextEdit Remove(RustNode statement)
    {
        var from = statement.Source;
        var (start, end) = (statement.ByteStart, statement.ByteEnd);
        var lineStart = from.LineStart(start);
        var rest = from.Slice(end, Math.Min(from.Length, end + 2));
        if (lineStart + from.Indent(start).Length == start && (rest.StartsWith('\n') || rest.StartsWith("\r\n", StringComparison.Ordinal)))
        {
            return Replace(lineStart, end + (rest[0] == '\n' ? 1 : 2), "");
        }
        return Replace(start, end, "");
    }

    public Candidate Candidate(string what, double promise, params IEnumerable<TextEdit> edits) => Candidate(what, promise, pattern.Effect, edits);

    public Candidate Candidate(string what, double promise, RepairEffect effect, params IEnumerable<TextEdit> edits) =>
        new(pattern.Id, $"{what} at {File}:{Primary.LineStart}".ReplaceLineEndings(" "), [.. edits.Distinct()], promise, effect);
}
