using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Lifetimes;

/// <summary>What flows together gets related lifetimes: a bound between two named ones, one name for both, or a name for what has none.</summary>
internal sealed class RelateLifetimes() : RepairPattern(
    "relate-lifetimes", "region E0621 E0623 E0478 E0491 E0106 E0521 E0495 E0312 E0195", RepairEffect.WidensApi, ErrorClass.Lifetime)
{
    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        if (Places.Function(site.PrimaryNode) is not { } function)
        {
            yield break;
        }
        var own = function.Child(NodeKind.Generics);
        var outer = Places.Impl(function)?.Child(NodeKind.Generics);
        var named = Lifetimes(own).Concat(Lifetimes(outer)).ToList();
        foreach (var longer in named)
        {
            foreach (var shorter in named.Where(other => other != longer))
            {
                if (site.Error.Code is null or "E0478" or "E0491" or "E0312" && Flows(site, longer.NameText, shorter.NameText))
                {
                    yield return site.Candidate($"let {longer.NameText} outlive {shorter.NameText}", 0.8, Bound(site, function, longer, shorter));
                }
            }
        }
        if (own is not null)
        {
            foreach (var gone in Lifetimes(own))
            {
                foreach (var kept in named.Where(other => other != gone && other.NameText != gone.NameText))
                {
                    yield return site.Candidate($"one lifetime {kept.NameText} for {gone.NameText}", 0.55, Merge(site, function, own, gone, kept.NameText));
                }
            }
        }
        foreach (var candidate in NameElided(site, function, own, outer))
        {
            yield return candidate;
        }
    }

    private static IEnumerable<RustNode> Lifetimes(RustNode? generics) => generics?.Children.Where(child => child.Kind == NodeKind.LifetimeParam) ?? [];

    // The message names the lifetimes that meet; bounds between others do not help.
    private static bool Flows(RepairSite site, string longer, string shorter) =>
        site.Error.Rendered.Contains($"`{longer}: {shorter}`", StringComparison.Ordinal)
        || (site.Error.Rendered.Contains(longer, StringComparison.Ordinal) && site.Error.Rendered.Contains(shorter, StringComparison.Ordinal)
            && !site.Error.Rendered.Contains("consider adding the following bound", StringComparison.Ordinal));

    private static TextEdit Bound(RepairSite site, RustNode function, RustNode longer, RustNode shorter)
    {
        if (longer.IsWithin(function))
        {
            return longer.Child(NodeKind.Bounds) is { Children.Count: > 0 } bounds ? site.After(bounds, " + " + shorter.NameText) : site.After(longer, ": " + shorter.NameText);
        }
        if (function.Child(NodeKind.Where) is { } where)
        {
            return site.Insert(where.Source.ByteEnd(where.First), $" {longer.NameText}: {shorter.NameText},");
        }
        var body = function.Child(NodeKind.Block);
        return body is null ? site.Insert(function.Source.ByteStart(function.End - 1), $" where {longer.NameText}: {shorter.NameText}")
            : site.Insert(body.ByteStart, $"where {longer.NameText}: {shorter.NameText} ");
    }

    private static List<TextEdit> Merge(RepairSite site, RustNode function, RustNode own, RustNode gone, string kept)
    {
        var edits = new List<TextEdit>();
        var parameters = own.Children;
        if (parameters.Count == 1)
        {
            edits.Add(site.Replace(own, ""));
        }
        else
        {
            var at = parameters.ToList().IndexOf(gone);
            edits.Add(at + 1 < parameters.Count ? site.Replace(gone.ByteStart, parameters[at + 1].ByteStart, "") : site.Replace(parameters[at - 1].ByteEnd, gone.ByteEnd, ""));
        }
        edits.AddRange(function.SelfAndBelow().Where(node => node.Kind == NodeKind.Lifetime && node.NameText == gone.NameText && !node.IsWithin(gone)
            && !(parameters.Count == 1 && node.IsWithin(own))).Select(node => site.Replace(node, kept)));
        return edits;
    }

    private static IEnumerable<Candidate> NameElided(RepairSite site, RustNode function, RustNode? own, RustNode? outer)
    {
        if (function.Child(NodeKind.ParamList) is not { } parameters)
        {
            yield break;
        }
        var known = Lifetimes(own).Concat(Lifetimes(outer)).Select(node => node.NameText).Distinct(StringComparer.Ordinal).ToList();
        var names = known.Count > 0 ? known : ["'a"];
        foreach (var name in names)
        {
            var declare = known.Count > 0 ? null : (TextEdit?)(own is null
                ? site.Insert(function.Source.ByteEnd(function.Name), $"<{name}>")
                : site.Insert(function.Source.ByteEnd(own.First), own.Children.Count > 0 ? $"{name}, " : name));
            var result = function.Child(NodeKind.ReturnType) is { } returned ? ReturnFromData.Elided(returned, site.File, name).ToList() : [];
            var each = parameters.Children.Select(parameter => (Parameter: parameter, Edits: Elided(parameter, site.File, name).ToList())).Where(entry => entry.Edits.Count > 0).ToList();
            IEnumerable<TextEdit> With(IEnumerable<TextEdit> edits) => declare is { } first ? edits.Prepend(first) : edits;
            foreach (var (parameter, edits) in each)
            {
                yield return site.Candidate($"{name} for {parameter.Text}", 0.6, With(edits.Concat(result)));
            }
            if (each.Count > 1)
            {
                yield return site.Candidate($"{name} for all that is borrowed", 0.5, With(each.SelectMany(entry => entry.Edits).Concat(result)));
                var plain = each.Where(entry => entry.Parameter.Kind != NodeKind.SelfParam).ToList();
                if (plain.Count < each.Count)
                {
                    yield return site.Candidate($"{name} for all parameters but self", 0.52, With(plain.SelectMany(entry => entry.Edits).Concat(result)));
                }
            }
            if (each.Count == 0 && result.Count > 0)
            {
                yield return site.Candidate($"{name} for the result", 0.5, With(result));
            }
        }
    }

    private static IEnumerable<TextEdit> Elided(RustNode parameter, string file, string lifetime)
    {
        if (parameter.Kind == NodeKind.SelfParam && parameter.Source.Is(parameter.First, "&") && parameter.Child(NodeKind.Lifetime) is null)
        {
            var at = parameter.Source.ByteEnd(parameter.First);
            return [new TextEdit(file, at, at, lifetime + " ")];
        }
        return parameter.Child(kind => kind.IsType()) is { } type && type.SelfAndBelow().All(node => node.Kind is not (NodeKind.FnType or NodeKind.DynType or NodeKind.ImplType))
            ? ReturnFromData.Elided(type, file, lifetime) : [];
    }
}
