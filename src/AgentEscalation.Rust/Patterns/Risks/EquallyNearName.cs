using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Risks;

/// <summary>A name that nobody knows is replaced by a similar one, and another of the same kind is as similar: which is meant, nothing says.</summary>
internal static class EquallyNearName
{
    public static bool IsIn(RepairState state, IEnumerable<TextEdit> edits)
    {
        foreach (var edit in edits)
        {
            if (state.Errors.FirstOrDefault(error => error.Code is "E0425" or "E0609" or "E0599" or "E0412" or "E0433" && error.Primary is { } span && span.File == edit.File
                    && span.ByteStart == edit.ByteStart && span.ByteEnd == edit.ByteEnd) is { } error
                && ParsedSources.Of(state.Sources).Get(edit.File) is { } source && IsName(edit.Replacement))
            {
                var written = source.Slice(edit.ByteStart, edit.ByteEnd);
                var distance = Distance(written, edit.Replacement);
                var at = source.NodeAt(edit.ByteStart, edit.ByteEnd);
                if (Kin(source, at, error.Code!, edit.Replacement).Any(name => name != edit.Replacement && name != written && Distance(written, name) <= distance))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    /// <summary>Names of the kind that is looked for, as far as the file has them.</summary>
    private static IEnumerable<string> Kin(RustSource source, RustNode at, string code, string found)
    {
        var scope = code == "E0425" && Places.Function(at) is { } function && function.SelfAndBelow().Any(node => node.Kind == NodeKind.NamePattern && node.NameText == found)
            ? function.SelfAndBelow().Where(node => node.Kind == NodeKind.NamePattern)
            : source.Root.SelfAndBelow().Where(node => node.Name >= 0 && code switch
            {
                "E0425" => node.Kind is NodeKind.Fn or NodeKind.Const or NodeKind.Static && Places.Impl(node) is null,
                "E0609" => node.Kind == NodeKind.FieldDef,
                "E0599" => node.Kind == NodeKind.Fn && Places.Impl(node) is not null,
                _ => node.Kind is NodeKind.Struct or NodeKind.Enum or NodeKind.Trait or NodeKind.TypeAlias,
            });
        return scope.Select(node => node.NameText).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Letters put in, left out, exchanged or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i
                    : Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }
        return rows[a.Length, b.Length];
    }
}
