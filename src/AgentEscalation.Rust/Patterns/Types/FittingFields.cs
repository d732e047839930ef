using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>Fields and sub-patterns that do not fit the type: a surplus one that binds nothing goes, one said twice in the same words is said once, and
/// an unknown name becomes the only field that is left.</summary>
internal sealed class FittingFields() : RepairPattern("fitting-fields", "E0023 E0062 E0026 E0559 E0560 E0609", RepairEffect.Keeps, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        switch (site.Error.Code)
        {
            case "E0023":
                return Surplus(site, node);
            case "E0062":
                return Twice(site, node);
            default:
                return Numeric(site).Concat(OnlyOne(site, node));
        }
    }

    private static IEnumerable<Candidate> Surplus(RepairSite site, RustNode node)
    {
        var pattern = node.Kind == NodeKind.TupleStructPattern ? node : node.Ancestor(NodeKind.TupleStructPattern);
        var counts = site.Error.Message.Split(' ').Select(word => int.TryParse(word, out var number) ? number : -1).Where(number => number >= 0).ToList();
        if (pattern is null || counts is not [var has, var wanted] || has <= wanted)
        {
            yield break;
        }
        var parts = pattern.Children.Where(child => child.Kind.IsPattern()).ToList();
        var scope = pattern.Ancestor(kind => kind is NodeKind.Arm or NodeKind.Fn or NodeKind.If or NodeKind.While);
        var gone = parts.Skip(wanted).ToList();
        if (parts.Count == has && scope is not null && gone.TrueForAll(part => part.Kind == NodeKind.WildPattern || (part.Kind == NodeKind.NamePattern && !Places.Uses(scope, part.NameText).Any())))
        {
            var from = wanted == 0 ? parts[0].ByteStart : parts[wanted - 1].ByteEnd;
            yield return site.Candidate("drop what matches nothing", 0.7, site.Replace(from, parts[^1].ByteEnd, ""));
        }
    }

    private static IEnumerable<Candidate> Twice(RepairSite site, RustNode node)
    {
        var second = node.Kind == NodeKind.FieldInit ? node : node.Ancestor(NodeKind.FieldInit);
        var first = second?.Parent?.Children.FirstOrDefault(child => child.Kind == NodeKind.FieldInit && child != second && child.NameText == second.NameText);
        if (second is not null && first?.Text == second.Text && Places.IsPure(second.Children.Count > 0 ? second.Children[0] : second))
        {
            yield return site.Candidate("say it once", 0.85, Commas.Remove(site.File, second));
        }
    }

    // `.00`, `0x1:` and the like: the number is right, its spelling is not.
    private static IEnumerable<Candidate> Numeric(RepairSite site)
    {
        var text = site.Source.Slice(site.Primary.ByteStart, site.Primary.ByteEnd);
        var digits = text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0b", StringComparison.Ordinal) ? text[2..] : text;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit) || text == "0")
        {
            yield break;
        }
        var number = text.StartsWith("0b", StringComparison.Ordinal) ? Convert.ToInt64(digits.All(c => c is '0' or '1') && digits.Length < 9 ? digits : "0", 2)
            : digits.Length < 9 ? Convert.ToInt64(digits, text.StartsWith("0x", StringComparison.Ordinal) ? 16 : 10) : 0;
        if ($"{number}" != text)
        {
            yield return site.Candidate($"field {number}", 0.8, site.Replace(site.Primary.ByteStart, site.Primary.ByteEnd, $"{number}"));
        }
    }

    private static IEnumerable<Candidate> OnlyOne(RepairSite site, RustNode node)
    {
        var list = site.Error.Children.Select(note => note.Message).FirstOrDefault(message => message.StartsWith("available fields are: ", StringComparison.Ordinal));
        if (list is null || list.Count(c => c == '`') != 2 || RepairSite.Quoted(list) is not { } left || node.Kind != NodeKind.FieldInit && node.Ancestor(NodeKind.FieldInit) is null)
        {
            yield break;
        }
        var field = node.Kind == NodeKind.FieldInit ? node : node.Ancestor(NodeKind.FieldInit)!;
        if (field.Name >= 0)
        {
            var name = field.Source.Text(field.Name);
            yield return site.Candidate($"{left} for {name}", 0.5, site.Replace(field.Source.ByteStart(field.Name), field.Source.ByteEnd(field.Name), field.Children.Count > 0 ? left : $"{left}: {name}"));
        }
    }
}
