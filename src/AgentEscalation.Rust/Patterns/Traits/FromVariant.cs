using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Traits;

/// <summary>`?` is to turn a foreign error into ours, and ours has exactly one variant that holds the foreign one: the conversion says so.</summary>
internal sealed class FromVariant() : RepairPattern("from-variant", "E0277", RepairEffect.WidensApi, ErrorClass.TraitNotImplemented)
{
    private const string Missing = "the trait `From<";

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (!site.Error.Message.StartsWith("`?` couldn't convert the error to", StringComparison.Ordinal) || RepairSite.Quoted(site.Error.Message, 1) is not { } target
            || site.Error.Spans.Select(span => span.Label ?? "").Concat(site.Error.Children.Select(note => note.Message)).FirstOrDefault(text => text.Contains(Missing, StringComparison.Ordinal)) is not { } text)
        {
            yield break;
        }
        var from = text.IndexOf(Missing, StringComparison.Ordinal) + Missing.Length;
        var to = text.IndexOf(">`", from, StringComparison.Ordinal);
        if (to < 0)
        {
            yield break;
        }
        var wanted = text[from..to];
        foreach (var (file, type) in Places.Types(site.Sources, target.Split("::")[^1]).Where(pair => pair.Type.Kind == NodeKind.Enum && pair.Type.Child(NodeKind.Generics) is null))
        {
            var fitting = type.SelfAndBelow().Where(node => node.Kind == NodeKind.Variant && node.Child(NodeKind.FieldList) is { Children: [{ Kind: NodeKind.FieldDef, Name: < 0 } only] }
                && only.Child(kind => kind.IsType()) is { } held && Last(held.Text) == Last(wanted)).ToList();
            if (fitting is [var variant])
            {
                var held = variant.Child(NodeKind.FieldList)!.Children[0].Child(kind => kind.IsType())!.Text;
                var newLine = type.Source.NewLine;
                var lines = $"{newLine}{newLine}impl From<{held}> for {type.NameText} {{{newLine}    fn from(error: {held}) -> Self {{{newLine}        {type.NameText}::{variant.NameText}(error){newLine}    }}{newLine}}}";
                // Somebody chooses it by its meaning already.
                var chosen = site.Sources.All.Any(pair => pair.Source.Root.SelfAndBelow().Any(node => node.Kind == NodeKind.Path && node.Text.EndsWith("::" + variant.NameText, StringComparison.Ordinal)));
                yield return site.Candidate($"{held} becomes {type.NameText}::{variant.NameText}", 0.75, chosen ? RepairEffect.ChangesBehaviour : RepairEffect.WidensApi, new TextEdit(file, type.ByteEnd, type.ByteEnd, lines));
            }
        }
    }

    private static string Last(string type) => type.Split("::")[^1].Trim();
}
