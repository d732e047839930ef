using AgentEscalation.Testing.Scripting;

namespace AgentEscalation.Samples.GenericHost;

/// <summary>What the endpoint says when no real provider is configured: the keeper is wrong alone and right with the lead's advice, and
/// the first call meets a busy server.</summary>
internal static class Script
{
    public static ChatScript Create() => new ChatScript()
        .When(_ => true, ScriptedAnswer.Fail(ScriptedFault.TooManyRequests(TimeSpan.FromSeconds(1))), times: 1)
        .When(call => call.Contains("# Price lead"), ScriptedAnswer.Say(
            """{"kind": "guidance", "text": "A price without a currency is in EUR.", "steps": ["Write EUR as the currency of coffee and 5.90 as its price."], "trigger": null, "options": []}"""))
        .When(call => call.Contains("Write EUR as the currency"), ScriptedAnswer.Say(
            """{"edits": [{"action": "exchange", "path": "prices.csv", "old": "coffee,,5.9", "new": "coffee,EUR,5.90"}], "done": true, "notes": "did what the lead said", "trigger": null}"""))
        .Always(ScriptedAnswer.Say(
            """{"edits": [{"action": "exchange", "path": "prices.csv", "old": "coffee,,5.9", "new": "coffee,,5.90"}], "done": true, "notes": "gave the price two decimals", "trigger": null}"""));
}
