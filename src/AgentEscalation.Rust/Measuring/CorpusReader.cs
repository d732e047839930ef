using System.Collections.Immutable;
using System.Text.Json;

namespace AgentEscalation.Rust.Measuring;

/// <summary>Reads a corpus: a JSON object a line with <c>name</c>, <c>source</c>, and as wanted <c>edition</c>, <c>crateType</c>,
/// <c>code</c>, <c>errorClass</c>, <c>origin</c>, <c>reference</c>, <c>tests</c>.</summary>
public static class CorpusReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The cases in order. Blank lines are passed over.</returns>
    /// <exception cref="InvalidDataException">A line is no such object, or a name comes twice; the message names file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async ValueTask<ImmutableArray<CorpusCase>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var cases = ImmutableArray.CreateBuilder<CorpusCase>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var read = Read(line, out var error);
            if (read is null || !names.Add(read.Name))
            {
                throw new InvalidDataException($"{path}({number}): {error ?? $"the name '{read!.Name}' comes a second time"}.");
            }

            cases.Add(read);
        }

        return cases.ToImmutable();
    }

    private static CorpusCase? Read(string line, out string? error)
    {
        error = null;
        try
        {
            var read = JsonSerializer.Deserialize(line, MeasuringJsonContext.Default.CorpusCase);
            error = read is null or { Name: null or "" } or { Source: null } ? "a case needs 'name' and 'source'"
                : read.CrateType is not ("bin" or "lib") ? $"'crateType' is '{read.CrateType}' and must be 'bin' or 'lib'"
                : read.Edition is not ("2015" or "2018" or "2021" or "2024") ? $"'edition' is '{read.Edition}' and must be 2015, 2018, 2021 or 2024"
                : null;
            return error is null ? read : null;
        }
        catch (JsonException e)
        {
            error = $"not a case: {e.Message.TrimEnd('.')}";
            return null;
        }
    }
}
