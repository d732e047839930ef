namespace AgentEscalation.Rust.Diagnostics;

/// <summary>A range of a file and the text that takes its place.</summary>
/// <param name="File">The file as the compiler names it: relative to the workspace's root, or rooted.</param>
/// <param name="ByteStart">First byte replaced, counted in the raw file (byte order mark and CRLF included).</param>
/// <param name="ByteEnd">First byte after the range; equal to <paramref name="ByteStart"/> for an insertion.</param>
/// <param name="Replacement">The new text; empty for a deletion.</param>
public readonly record struct TextEdit(string File, int ByteStart, int ByteEnd, string Replacement)
{
    /// <summary>Whether nothing is replaced.</summary>
    public bool IsInsertion => ByteStart == ByteEnd;
}
