using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>Generic arguments that do not fit their parameters: out of order, or missing where the holder can pass them on; and parameters that nothing uses.</summary>
internal sealed class GenericArguments() : RepairPattern("generic-arguments", "E0107 E0392 E0747", RepairEffect.WidensApi, ErrorClass.TypeMismatch, ErrorClass.TraitNotImplemented)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var node = site.Source.NodeAt(site.Primary.ByteStart, site.Primary.ByteEnd);
        return site.Error.Code switch
        {
            "E0747" => InOrder(site, node),
            "E0392" => Unused(site, node),
            _ => PassOn(site, node),
        };
    }

    private static IEnumerable<Candidate> InOrder(RepairSite site, RustNode node)
    {
        var list = node.Kind == NodeKind.GenericArgs ? node : node.Ancestor(NodeKind.GenericArgs);
        if (list is not null && list.Children.Count > 1)
        {
            var ordered = list.Children.OrderBy(child => child.Kind == NodeKind.Lifetime ? 0 : child.Kind == NodeKind.AssocArg ? 2 : 1).Select(child => child.Text);
            yield return site.Candidate("lifetimes first", 0.82, site.Replace(list.Children[0].ByteStart, list.Children[^1].ByteEnd, string.Join(", ", ordered)));
        }
    }

    private static IEnumerable<Candidate> Unused(RepairSite site, RustNode node)
    {
        var parameter = node.Parent?.Kind == NodeKind.Generics ? node : node.Parent;
        if (parameter?.Parent is not { Kind: NodeKind.Generics, Parent: { } item } list || list.Children.ToList().IndexOf(parameter) is var index && index < 0
            || Enumerable.Range(item.First, item.End - item.First).Count(i => item.Source.Is(i, parameter.NameText)) != 1)
        {
            yield break;
        }
        var edits = new List<TextEdit> { Commas.RemoveGeneric(site.File, parameter) };
        foreach (var (file, source) in site.Sources.All)
        {
            edits.AddRange(source.Root.SelfAndBelow().Where(use => use.Kind is NodeKind.PathType or NodeKind.Path && use.NameText == item.NameText)
                .Select(use => use.Child(NodeKind.GenericArgs)).OfType<RustNode>().Where(arguments => arguments.Children.Count == list.Children.Count)
                .Select(arguments => Commas.RemoveGeneric(file, arguments.Children[index])));
        }
        yield return site.Candidate($"without {parameter.NameText}, which nothing uses", 0.6, edits);
    }

    /// <summary>A field of a generic type makes its holder generic in the same way.</summary>
    private static IEnumerable<Candidate> PassOn(RepairSite site, RustNode node)
    {
        var holder = node.Ancestor(kind => kind.IsItem());
        if (!site.Error.Message.StartsWith("missing generics for", StringComparison.Ordinal) || holder is not { Kind: NodeKind.Struct or NodeKind.Enum })
        {
            yield break;
        }
        var wanted = site.Error.Children.Where(note => note.Message.Contains("defined here", StringComparison.Ordinal)).SelectMany(note => note.Spans)
            .Select(span => site.Sources.Get(span.File)?.NodeAt(span.ByteStart, span.ByteEnd)).Select(found => found?.Parent?.Kind == NodeKind.Generics ? found : found?.Parent)
            .OfType<RustNode>().Where(found => found.Kind is NodeKind.TypeParam or NodeKind.LifetimeParam).Distinct().ToList();
        if (wanted.Count == 1 && holder.Child(NodeKind.Generics)?.Children.Any(child => child.NameText == wanted[0].NameText) != true)
        {
            var after = site.Primary.ByteEnd;
            yield return site.Candidate($"{holder.NameText} is generic too", 0.7, site.Insert(after, $"<{wanted[0].NameText}>"), Commas.AddGeneric(site.File, holder, wanted[0].Text));
        }
    }
}
