using AgentEscalation.Rust.Diagnostics;
using AgentEscalation.Rust.Search;

namespace AgentEscalation.Rust.Patterns.Types;

/// <summary>A type of ours derives what its use asks for, together with the types it is made of.</summary>
internal sealed class DeriveForUse() : RepairPattern("derive-for-use", "E0277 E0369 E0599 E0382 E0507", RepairEffect.WidensApi, ErrorClass.TraitNotImplemented, ErrorClass.TypeMismatch, ErrorClass.MoveSemantics)
{
    private static readonly Dictionary<string, string[]> Also = new(StringComparer.Ordinal)
    {
        ["Eq"] = ["PartialEq"], ["Ord"] = ["PartialEq", "Eq", "PartialOrd"], ["PartialOrd"] = ["PartialEq"], ["Copy"] = ["Clone"], ["Hash"] = [],
        ["Debug"] = [], ["Clone"] = [], ["PartialEq"] = [], ["Default"] = [],
    };

    protected override IEnumerable<Candidate> At(RepairSite site)
    {
        var message = site.Error.Message;
        var words = message.Split('`').Concat(site.Error.Children.SelectMany(note => note.Message.Split('`')))
            .SelectMany(part => part.Split(": ")).Select(word => word.Split("::")[^1].Split('<')[0]).ToList();
        var traits = words.Where(Also.ContainsKey).Distinct(StringComparer.Ordinal).ToList();
        if (site.Error.Code == "E0599" && RepairSite.Quoted(message) is "clone")
        {
            traits.Insert(0, "Clone");
        }
        if (site.Error.Code == "E0369")
        {
            traits.Insert(0, message.Contains("`==`", StringComparison.Ordinal) || message.Contains("`!=`", StringComparison.Ordinal) ? "PartialEq" : "PartialOrd");
        }
        if (message.Contains("as a key", StringComparison.Ordinal) || (traits.Contains("Hash") && !traits.Contains("Eq")))
        {
            traits.Add("Eq");
        }
        var types = words.Select(word => word.TrimStart('&')).Where(word => Places.Types(site.Sources, word).Any()).Distinct(StringComparer.Ordinal).ToList();
        foreach (var type in types)
        {
            foreach (var trait in traits.Where(trait => trait != "Copy").Distinct(StringComparer.Ordinal))
            {
                var edits = Together(site, type, [.. Also[trait], trait]);
                if (edits.Count > 0)
                {
                    yield return site.Candidate($"derive {trait} for {type}", 0.62, edits);
                }
            }
            var all = Together(site, type, [.. traits.SelectMany(trait => Also[trait].Append(trait)).Where(trait => trait != "Copy").Distinct(StringComparer.Ordinal)]);
            if (traits.Count > 1 && all.Count > 0)
            {
                yield return site.Candidate($"derive all that is asked of {type}", 0.6, all);
            }
        }
    }

    /// <summary>One edit a type with all its new traits: two insertions at one place would be refused or end up in one another.</summary>
    private static List<TextEdit> Together(RepairSite site, string type, IReadOnlyList<string> traits)
    {
        var edits = new Dictionary<(string, int), (TextEdit Edit, List<string> Traits)>();
        foreach (var trait in traits)
        {
            foreach (var edit in Moves.Derives.Add(site.Sources, type, trait))
            {
                if (edits.TryGetValue((edit.File, edit.ByteStart), out var known))
                {
                    known.Traits.Add(trait);
                }
                else
                {
                    edits[(edit.File, edit.ByteStart)] = (edit, [trait]);
                }
            }
        }
        return [.. edits.Values.Select(entry => entry.Edit with { Replacement = entry.Edit.Replacement.Replace(entry.Traits[0], string.Join(", ", entry.Traits), StringComparison.Ordinal) })];
    }
}
