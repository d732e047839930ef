using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentEscalation.Cases.Events.Json;
using AgentEscalation.Policies;

namespace AgentEscalation.Cases.Events;

/// <summary>Events as JSON: one object each, on one line, with the version of the format and the kind of the event first. Durations are in
/// seconds, times in ISO 8601. Members that are not known are skipped, so that a later program can add some. Safe for any thread.</summary>
public static class CaseJson
{
    /// <summary>The version that is written, and the highest that is read.</summary>
    public const int Version = 1;

    private const decimal LongestSeconds = 922_337_203_685.4775807m;

    private static readonly CaseJsonContext Context = new(new JsonSerializerOptions(CaseJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="e">The event.</param>
    public static void Write(Utf8JsonWriter writer, CaseEvent e)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(e);
        JsonSerializer.Serialize(writer, EventMap.Of(e), Context.EventJson);
    }

    /// <summary>Writes an event as a line, without the line's end.</summary>
    /// <param name="e">The event.</param>
    /// <returns>The line.</returns>
    public static string WriteLine(CaseEvent e)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Compact))
        {
            Write(writer, e);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="WriteLine"/> wrote, in this version or an earlier one.</summary>
    /// <param name="line">One object.</param>
    /// <returns>The event.</returns>
    /// <exception cref="FormatException">The line is not an event; the message says what is wrong with it.</exception>
    public static CaseEvent ReadLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Read(Encoding.UTF8.GetBytes(line));
    }

    /// <summary>Reads what <see cref="Write"/> wrote, in this version or an earlier one.</summary>
    /// <param name="utf8">One object.</param>
    /// <returns>The event.</returns>
    /// <exception cref="FormatException">The text is not an event; the message says what is wrong with it.</exception>
    public static CaseEvent Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            CheckVersion(utf8);
            var json = JsonSerializer.Deserialize(utf8, Context.EventJson) ?? throw new FormatException("Not an event: null.");
            return EventMap.Read(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Not an event: {e.Message}", e);
        }
    }

    internal static decimal? Seconds(TimeSpan? time) => time is { } value ? (decimal)value.Ticks / TimeSpan.TicksPerSecond : null;

    internal static TimeSpan? Time(decimal? seconds, string member) => seconds switch
    {
        null => null,
        <= LongestSeconds and >= -LongestSeconds => new((long)(seconds * TimeSpan.TicksPerSecond)),
        _ => throw new FormatException($"'{member}' is {seconds}; so many seconds are no duration."),
    };

    internal static Level Level(int value, string member) => value is >= 0 and <= 4
        ? (Level)value
        : throw new FormatException($"'{member}' is {value}; levels are 1 to 4.");

    internal static Level? Level(int? value, string member) => value is { } level ? Level(level, member) : null;

    /// <summary>Before anything else, since a later version may have given the members another meaning.</summary>
    private static void CheckVersion(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException("Not an event: a JSON object is expected.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var version = reader.ValueTextEquals("v"u8);
            reader.Read();
            if (!version)
            {
                reader.Skip();
                continue;
            }

            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var v) || v < 1)
            {
                throw new FormatException("Not an event: 'v' has to be the version of the format, 1 or more.");
            }

            if (v > Version)
            {
                throw new FormatException($"The event is of version {v} and this program reads up to version {Version}: use a newer one.");
            }

            return;
        }

        throw new FormatException("Not an event: 'v', the version of the format, is missing.");
    }
}
