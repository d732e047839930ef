namespace AgentEscalation.Rust.Search;

/// <summary>What an effect means, in words for a person.</summary>
internal static class Promises
{
    public static string Of(RepairEffect effect) => effect switch
    {
        RepairEffect.Keeps => "keeps behaviour and interface",
        RepairEffect.WidensApi => "keeps behaviour; a signature or derive takes more than before",
        RepairEffect.ChangesDropTime => "keeps what is computed; a value is copied or dropped at another time",
        RepairEffect.ChangesOrder => "may run statements in another order",
        _ => "may compute something else",
    };
}
