using System.Globalization;
using AgentEscalation.Cases;
using AgentEscalation.Rust.Diagnostics;

namespace AgentEscalation.Rust;

/// <summary>Exact edits in guidance: what an option of a decision card stands for.</summary>
internal static class ReplaceSteps
{
    /// <summary>The edits of all replace steps; empty when there are none or one cannot be read.</summary>
    public static TextEdit[] Of(Guidance? guidance)
    {
        var steps = guidance?.Steps.Where(s => s.Kind == RustSpecialist.ReplaceStep).ToArray() ?? [];
        var edits = steps.Select(Read).OfType<TextEdit>().ToArray();
        return edits.Length == steps.Length ? edits : [];
    }

    /// <summary>Edits as steps.</summary>
    public static IEnumerable<GuidanceStep> From(IEnumerable<TextEdit> edits) => edits.Select(e => new GuidanceStep(
        RustSpecialist.ReplaceStep,
        System.Collections.Immutable.ImmutableDictionary<string, string>.Empty
            .Add("file", e.File)
            .Add("start", e.ByteStart.ToString(CultureInfo.InvariantCulture))
            .Add("end", e.ByteEnd.ToString(CultureInfo.InvariantCulture))
            .Add("text", e.Replacement)));

    private static TextEdit? Read(GuidanceStep step) =>
        step.Arguments.TryGetValue("file", out var file)
            && step.Arguments.TryGetValue("text", out var text)
            && Number(step, "start") is { } start
            && Number(step, "end") is { } end
            ? new TextEdit(file, start, end, text) : null;

    private static int? Number(GuidanceStep step, string name) =>
        step.Arguments.TryGetValue(name, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
