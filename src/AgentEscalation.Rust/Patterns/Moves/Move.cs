using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Patterns.Moves;

/// <summary>Where a value went and what its type is, as the error says.</summary>
internal sealed record Move(RustNode Place, string? Type)
{
    public const string Codes = "E0382 E0507 E0505 E0508 E0509";

    /// <summary>Whether the value moves to its end: lending or copying it there would keep it alive.</summary>
    public bool IsDropped => Place.Parent is { Kind: NodeKind.ArgList, Parent: { Kind: NodeKind.Call, Children: [{ NameText: "drop" }, ..] } };

    public static Move? Of(RepairSite site)
    {
        var span = site.Labelled("value moved here", "value moved into closure", "moved due to this", "move out of ", "value used here after move, in previous") ?? site.Primary;
        // A closure that was called twice: what it gives away at its first call is inside it.
        if (site.Error.Code == "E0382" && site.OfNote("because it moves the variable").FirstOrDefault(note => note.File == site.File) is { } given)
        {
            return new Move(site.NodeOf(given), null);
        }
        if (site.Error.Code == "E0525")
        {
            return site.Labelled("because it moves the variable") is { } moved ? new Move(site.NodeOf(moved), null) : null;
        }
        if (site.Error.Code is "E0507" or "E0508" or "E0509")
        {
            span = site.Primary;
        }
        return new Move(site.NodeOf(span), TypeOf(site));
    }

    private static string? TypeOf(RepairSite site)
    {
        foreach (var text in site.Error.Spans.Select(span => span.Label ?? "").Concat(site.Error.Children.Select(note => note.Message)))
        {
            if (text.IndexOf("has type `", StringComparison.Ordinal) is >= 0 and var at)
            {
                var rest = text[(at + 10)..];
                return rest.IndexOf('`', StringComparison.Ordinal) is > 0 and var end ? rest[..end] : null;
            }
        }
        return null;
    }

    /// <summary>The name of a type without references, paths and arguments.</summary>
    public static string Name(string type)
    {
        var bare = type.TrimStart('&').Replace("mut ", "", StringComparison.Ordinal).Split('<')[0];
        return bare.Split("::")[^1].Trim();
    }
}
