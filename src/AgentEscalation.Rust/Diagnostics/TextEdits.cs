using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AgentEscalation.Rust.Diagnostics;

/// <summary>Applies edits to the raw bytes of a file; every byte outside the edited ranges stays as it is.</summary>
public static class TextEdits
{
    /// <summary>Applies edits of one file together. Edits that overlap or lie outside the file are refused, all of them.
    /// Insertions at one place are made in the given order, before a replacement that starts there.</summary>
    /// <param name="source">The raw bytes of the file.</param>
    /// <param name="edits">The edits, in any order; their file names are not looked at.</param>
    /// <param name="result">The new bytes, or null when refused.</param>
    /// <returns>Whether the edits were applied.</returns>
    public static bool TryApply(ReadOnlySpan<byte> source, IEnumerable<TextEdit> edits, [NotNullWhen(true)] out byte[]? result)
    {
        ArgumentNullException.ThrowIfNull(edits);
        result = null;
        // OrderBy is stable, which keeps insertions at one place in the given order.
        var ordered = edits.OrderBy(e => e.ByteStart).ThenBy(e => e.IsInsertion ? 0 : 1).ToArray();
        var end = 0;
        foreach (var edit in ordered)
        {
            if (edit.ByteStart < end || edit.ByteEnd < edit.ByteStart || edit.ByteEnd > source.Length
                || InsideCharacter(source, edit.ByteStart) || InsideCharacter(source, edit.ByteEnd))
            {
                return false;
            }

            end = edit.ByteEnd;
        }

        var output = new ArrayBufferWriter<byte>(source.Length + 64);
        var at = 0;
        foreach (var edit in ordered)
        {
            output.Write(source[at..edit.ByteStart]);
            Encoding.UTF8.GetBytes(edit.Replacement, output);
            at = edit.ByteEnd;
        }

        output.Write(source[at..]);
        result = output.WrittenSpan.ToArray();
        return true;
    }

    private static bool InsideCharacter(ReadOnlySpan<byte> source, int at) => at < source.Length && (source[at] & 0xC0) == 0x80;
}
