namespace AgentEscalation.Agents;

/// <summary>How a file names somebody a level escalates to.</summary>
public enum AddresseeKind
{
    /// <summary>By name: <c>@backend-coordinator</c> in prose, an entry of <c>to</c> in the block.</summary>
    Mention = 0,

    /// <summary>A role in words: "performance architect".</summary>
    Role = 1,

    /// <summary>One word without <c>@</c>, which may be an agent's name.</summary>
    Bare = 2,

    /// <summary>The user: a person decides.</summary>
    User = 3,
}

/// <summary>Somebody a level escalates to. Several are alternatives, in order.</summary>
/// <param name="Kind">How the file names it.</param>
/// <param name="Text">The name or role without <c>@</c>; <c>user</c> for the user.</param>
/// <param name="Position">Where it is named.</param>
public sealed record Addressee(AddresseeKind Kind, string Text, SourcePosition Position);
