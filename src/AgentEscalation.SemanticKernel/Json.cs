using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentEscalation.SemanticKernel;

/// <summary>Answers to a model: small JSON, written by hand so that its names are the same on every connector.</summary>
internal static class Json
{
    /// <summary>Most characters of an error in an answer.</summary>
    public const int MostError = 1500;

    /// <summary>Most characters of an advice in an answer.</summary>
    public const int MostAdvice = 4000;

    /// <summary>Characters outside ASCII stay as they are: an answer is read, not embedded into a page.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            write(writer, state);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Something that cannot be done, and what to do instead.</summary>
    public static string Refused(string problem) => Of(problem, static (writer, problem) =>
    {
        writer.WriteString("status", "refused");
        writer.WriteString("problem", Bounded(problem, MostError));
    });

    public static void WriteText(this Utf8JsonWriter writer, string name, string? text, int most)
    {
        if (!string.IsNullOrEmpty(text))
        {
            writer.WriteString(name, Bounded(text, most));
        }
    }

    public static void WriteName<T>(this Utf8JsonWriter writer, string name, T value)
        where T : struct, Enum => writer.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    public static string Bounded(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return $"{text.AsSpan(0, end)} [... {text.Length - end} more characters]";
    }
}
