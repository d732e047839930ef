using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A type that keeps references gets one lifetime for them, and all that names the type gets it too: other types' fields, headers of
/// its `impl`s with what they associate, all in one change, since half of it does not compile.</summary>
internal sealed class LifetimeThroughTypes() : RepairPattern(
    "lifetime-through-types", "*", RepairEffect.WidensApi, ErrorClass.Lifetime, ErrorClass.NameSyntaxAndVisibility)
{
    private const string Name = "'a";

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (site.Error.Code is not ("E0106" or "E0637" or "E0726" or "E0261")
            && !site.Error.Message.Contains("declared without lifetime parameters", StringComparison.Ordinal))
        {
            yield break;
        }
        var types = site.Sources.All.SelectMany(pair => pair.Source.Root.SelfAndBelow()
            .Where(node => node.Kind is NodeKind.Struct or NodeKind.Enum).Select(node => (pair.File, Type: node))).ToList();
        var edits = new List<TextEdit>();
        var needy = new HashSet<string>(types.Where(entry => HasLifetime(entry.Type)).Select(entry => entry.Type.NameText), StringComparer.Ordinal);
        var fresh = new HashSet<string>(StringComparer.Ordinal);
        for (var grown = true; grown;)
        {
            grown = false;
            foreach (var (_, type) in types)
            {
                if (!needy.Contains(type.NameText) && Fields(type).Any(part => IsElided(part) || (IsBare(part) && needy.Contains(part.NameText))))
                {
                    needy.Add(type.NameText);
                    fresh.Add(type.NameText);
                    grown = true;
                }
            }
        }
        foreach (var (file, type) in types.Where(entry => fresh.Contains(entry.Type.NameText)))
        {
            edits.Add(Declare(file, type.Child(NodeKind.Generics), type.Source.ByteEnd(type.Name)));
            edits.AddRange(Fields(type).Where(part => IsElided(part) || (IsBare(part) && needy.Contains(part.NameText))).Select(part => Use(file, part)));
        }
        foreach (var (file, source) in site.Sources.All)
        {
            foreach (var impl in source.Root.SelfAndBelow().Where(node => node.Kind == NodeKind.Impl))
            {
                var header = impl.Children.Where(child => child.Kind.IsType()).SelectMany(child => child.SelfAndBelow()).Where(part => IsBare(part) && needy.Contains(part.NameText)).ToList();
                var associated = impl.SelfAndBelow().Where(node => node.Kind == NodeKind.TypeAlias).SelectMany(node => node.SelfAndBelow()).Where(IsElided).ToList();
                if (header.Count > 0 && !HasLifetime(impl))
                {
                    edits.Add(Declare(file, impl.Child(NodeKind.Generics), source.ByteEnd(impl.First)));
                    edits.AddRange(header.Select(part => Use(file, part)));
                    edits.AddRange(associated.Select(part => Use(file, part)));
                }
                else if (associated.Count > 0 && HasLifetime(impl))
                {
                    var name = impl.Child(NodeKind.Generics)!.Child(NodeKind.LifetimeParam)!.NameText;
                    edits.AddRange(associated.Select(part => Use(file, part, name)));
                }
            }
        }
        if (edits.Count > 0)
        {
            yield return site.Candidate("one lifetime for what the types keep", 0.72, edits);
        }
    }

    private static bool HasLifetime(RustNode item) => item.Child(NodeKind.Generics)?.Child(NodeKind.LifetimeParam) is not null;

    // What stands in the signature of a closure or function pointer has lifetimes of its own.
    private static IEnumerable<RustNode> Fields(RustNode type) =>
        type.SelfAndBelow().Where(node => node.Kind.IsType() && node.Ancestor(NodeKind.FnType) is null
            && !(node.Ancestor(NodeKind.PathType) is { NameText: "Fn" or "FnMut" or "FnOnce" } || node.Ancestor(NodeKind.DynType) is { } dyn && Places.Mentions(dyn, "Fn")));

    private static bool IsElided(RustNode node) => node.Kind == NodeKind.RefType && node.Child(NodeKind.Lifetime) is null;

    private static bool IsBare(RustNode node) =>
        node.Kind == NodeKind.PathType && node.SelfAndBelow().All(part => part.Kind != NodeKind.Lifetime) && node.Children.All(child => child.Kind == NodeKind.GenericArgs);

    private static TextEdit Declare(string file, RustNode? generics, int at) => generics is null
        ? new TextEdit(file, at, at, $"<{Name}>")
        : new TextEdit(file, generics.Source.ByteEnd(generics.First), generics.Source.ByteEnd(generics.First), Name + (generics.Children.Count > 0 ? ", " : ""));

    private static TextEdit Use(string file, RustNode part, string name = Name)
    {
        if (part.Kind == NodeKind.RefType)
        {
            var after = part.Source.ByteEnd(part.First);
            return new TextEdit(file, after, after, name + " ");
        }
        var arguments = part.Child(NodeKind.GenericArgs);
        var at = arguments is null ? part.ByteEnd : arguments.Source.ByteEnd(arguments.First);
        return new TextEdit(file, at, at, arguments is null ? $"<{name}>" : name + ", ");
    }
}
