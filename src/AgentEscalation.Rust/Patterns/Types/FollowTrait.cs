using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A method that implements a trait of ours gets the signature that the trait determines; its parameters keep their names.</summary>
internal sealed class FollowTrait() : RepairPattern(
    "follow-trait", "E0050 E0053 E0185 E0186 E0195 E0049 E0643", RepairEffect.Keeps, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var method = site.PrimaryNode.Kind == NodeKind.Fn ? site.PrimaryNode : site.PrimaryNode.Ancestor(NodeKind.Fn);
        if (method is null || Places.Impl(method) is not { Kind: NodeKind.Impl } impl || impl.Children.Where(child => child.Kind.IsType()).ToList() is not [var trait, _])
        {
            yield break;
        }
        foreach (var (_, model) in Places.Functions(site.Sources, method.NameText))
        {
            if (Places.Impl(model) is not { Kind: NodeKind.Trait } owner || owner.NameText != trait.NameText || model.Child(NodeKind.ParamList) is not { } wanted
                || method.Child(NodeKind.ParamList) is not { } has)
            {
                continue;
            }
            var names = has.Children.Where(child => child.Kind == NodeKind.Param).Select(child => child.Children.Count > 0 ? child.Children[0].Text : "_").ToList();
            var parameters = new List<string>();
            var index = 0;
            foreach (var parameter in wanted.Children)
            {
                if (parameter.Kind == NodeKind.SelfParam)
                {
                    parameters.Add(parameter.Text);
                    continue;
                }
                var name = index < names.Count ? names[index] : "_" + (parameter.Children.Count > 0 ? parameter.Children[0].Text.TrimStart('_') : "");
                index++;
                parameters.Add($"{name}: {parameter.Child(kind => kind.IsType())?.Text}");
            }
            var edits = new List<TextEdit> { site.Replace(has, $"({string.Join(", ", parameters)})") };
            var (generics, own) = (model.Child(NodeKind.Generics), method.Child(NodeKind.Generics));
            if (generics?.Text != own?.Text)
            {
                edits.Add(own is null ? site.Insert(method.Source.ByteEnd(method.Name), generics!.Text) : site.Replace(own, generics?.Text ?? ""));
            }
            var (result, mine) = (model.Child(NodeKind.ReturnType), method.Child(NodeKind.ReturnType));
            yield return site.Candidate($"the signature of {trait.NameText}", 0.7, edits);
            if (result?.Text != mine?.Text)
            {
                yield return site.Candidate(
                    $"the signature of {trait.NameText} with its result",
                    0.6,
                    edits.Append(mine is null ? site.After(has, " " + result!.Text) : site.Replace(mine, result?.Text ?? "")));
            }
        }
    }
}
