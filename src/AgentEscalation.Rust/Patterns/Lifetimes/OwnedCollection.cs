using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>A function returns a collection of references into what does not live as long: the collection holds owned values, and what is put
/// into it is made owned. Only of functions that no other crate calls.</summary>
internal sealed class OwnedCollection() : RepairPattern(
    "owned-collection", "E0515 E0597 E0505 E0499 E0502 E0506 E0716", RepairEffect.ChangesDropTime, ErrorClass.Lifetime, ErrorClass.BorrowChecker, ErrorClass.MoveSemantics)
{
    private static readonly HashSet<string> Fillers = ["push", "insert", "entry", "push_back", "push_front"];

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function || function.Child(NodeKind.Block) is not { } body || Places.IsPublic(function)
            || function.Child(NodeKind.ReturnType) is not { Children: [var type, ..] } || type.Kind == NodeKind.RefType
            || OwnedReturn.References(type).ToList() is not { Count: > 0 } references)
        {
            yield break;
        }
        foreach (var result in OwnedReturn.Results(body).Select(Places.Bare).Where(node => node.Kind == NodeKind.Path).DistinctBy(node => node.Text))
        {
            var calls = Places.Uses(body, result.Text).Select(use => use.Parent).Where(call => call is { Kind: NodeKind.MethodCall } && Fillers.Contains(call.NameText))
                .Select(call => call!.Child(NodeKind.ArgList)!).Where(list => list.Children.Count > 0).ToList();
            if (calls.Count == 0)
            {
                continue;
            }
            var types = references.Select(reference => site.Replace(reference, OwnedReturn.Owned(reference))).ToList();
            var binding = Places.Binding(result, result.Text);
            if (binding is not null && Places.Holder(binding).Child(kind => kind.IsType()) is { } held)
            {
                types.AddRange(OwnedReturn.References(held).Select(reference => site.Replace(reference, OwnedReturn.Owned(reference))));
            }
            types.AddRange(Unused(site, function, references));
            foreach (var which in (Func<int, bool>[])[index => index == 0, index => index == 1, _ => true])
            {
                var owned = calls.SelectMany(list => list.Children.Where((_, index) => which(index))).Select(argument => Own(site, argument)).ToList();
                if (owned.Count > 0)
                {
                    yield return site.Candidate($"collect owned values in {function.NameText}", 0.57, types.Concat(owned));
                }
            }
        }
    }

    private static TextEdit Own(RepairSite site, RustNode argument) => argument is { Kind: NodeKind.Ref, Children: [var place] }
        ? site.Replace(argument, place.Text + ".clone()") : site.After(argument, ".to_owned()");

    private static IEnumerable<TextEdit> Unused(RepairSite site, RustNode function, List<RustNode> references)
    {
        if (function.Child(NodeKind.Generics) is { } generics && generics.Children.All(child => child.Kind == NodeKind.LifetimeParam)
            && function.Child(NodeKind.ParamList) is { } parameters && generics.Children.All(child => !Places.Mentions(parameters, child.NameText))
            && references.TrueForAll(reference => reference.Child(NodeKind.Lifetime) is not null))
        {
            yield return site.Replace(generics, "");
        }
    }
}
