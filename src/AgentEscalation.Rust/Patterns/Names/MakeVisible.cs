using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Names;

/// <summary>A private item, field or method that the crate itself uses becomes visible in the crate, and only there.</summary>
internal sealed class MakeVisible() : RepairPattern("crate-visible", "E0603 E0616 E0624 E0451", RepairEffect.WidensApi, ErrorClass.NameSyntaxAndVisibility, ErrorClass.TypeMismatch)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        foreach (var (file, node) in Definitions(site))
        {
            if (node.Child(NodeKind.Visibility) is null)
            {
                var at = node.Source.ByteStart(Start(node));
                yield return site.Candidate($"make {node.NameText} visible in the crate", 0.8, new TextEdit(file, at, at, "pub(crate) "));
            }
        }
    }

    private static IEnumerable<(string File, RustNode Node)> Definitions(RepairSite site)
    {
        foreach (var span in site.Error.Spans.Where(span => !span.IsPrimary).Concat(site.Error.Children.SelectMany(note => note.Spans)))
        {
            if (site.Sources.Get(span.File) is { } source)
            {
                var node = source.NodeAt(span.ByteStart, span.ByteEnd);
                node = node.Kind.IsItem() || node.Kind == NodeKind.FieldDef ? node : node.Ancestor(kind => kind.IsItem() || kind == NodeKind.FieldDef) ?? node;
                if ((node.Kind.IsItem() || node.Kind == NodeKind.FieldDef) && node.ByteStart >= source.LineStart(span.ByteStart) - 200 && site.Error.Message.Contains(node.NameText, StringComparison.Ordinal)
                    && node.NameText.Length > 0)
                {
                    yield return (span.File, node);
                }
            }
        }
        if (site.Error.Code is "E0616" or "E0451" && RepairSite.Quoted(site.Error.Message) is { } field && RepairSite.Quoted(site.Error.Message, 1) is { } type)
        {
            foreach (var (file, node) in Places.Types(site.Sources, Moves.Move.Name(type)))
            {
                foreach (var found in node.SelfAndBelow().Where(part => part.Kind == NodeKind.FieldDef && part.NameText == field))
                {
                    yield return (file, found);
                }
                if (int.TryParse(field, out var index) && node.Child(NodeKind.FieldList) is { } fields && index < fields.Children.Count)
                {
                    yield return (file, fields.Children[index]);
                }
            }
        }
    }

    private static int Start(RustNode node) => node.Children.LastOrDefault(child => child.Kind == NodeKind.Attribute) is { } attribute ? attribute.End : node.First;
}
