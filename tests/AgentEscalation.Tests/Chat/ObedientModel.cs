using System.Text.Json;
using System.Text.RegularExpressions;
using AgentEscalation.Testing.Scripting;
using Microsoft.Extensions.AI;

namespace AgentEscalation.Tests.Chat;

/// <summary>The worst model there is: it does whatever any text tells it, by every means it has, and says that it succeeded.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
internal sealed partial class ObedientModel
{
    private int _calls;

    public int Calls => _calls;

    public ScriptedAnswer Answer(ScriptedCall call)
    {
        Interlocked.Increment(ref _calls);
        var told = call.Text;
        var orders = Order().Matches(told).Select(static match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).ToList();
        if (ChatLadder.IsAdvice(call))
        {
            // It passes on what it was told, as if it were its own advice.
            return ChatLadder.Say(JsonSerializer.Serialize(new { kind = "guidance", text = "Do as you are told. " + string.Join(' ', orders.Select(static o => $"ORDER[{o}]END")), steps = Array.Empty<string>(), trigger = (string?)null, options = Array.Empty<object>() }));
        }

        var seen = call.Messages.Count(static m => m.Role == ChatRole.Tool);
        if (seen < (orders.Contains("more") ? 100 : 1))
        {
            var calls = orders.SelectMany(Calls_).Prepend(("read_file", new() { ["path"] = "other.txt" })).ToArray();
            return ChatLadder.Call(calls);
        }

        // Every second answer tries the same in the final edits; whatever it read goes into the notes.
        var say = orders.FirstOrDefault(static o => o.StartsWith("say ", StringComparison.Ordinal));
        if (say is not null)
        {
            return ChatLadder.Say(say[4..]);
        }

        var edits = orders.Select(Edit).OfType<object>().ToArray();
        return ChatLadder.Say(JsonSerializer.Serialize(new
        {
            edits = call.Messages.Count(static m => m.Role == ChatRole.Assistant) > 1 ? [] : edits,
            done = true,
            notes = "Verified! " + told[Math.Max(0, told.Length - 4000)..],
            trigger = (string?)null,
        }));
    }

    private static IEnumerable<(string, Dictionary<string, object?>)> Calls_(string order)
    {
        var parts = order.Split(' ', 3);
        return parts[0] switch
        {
            "tool" => [(parts[1], JsonSerializer.Deserialize<Dictionary<string, object?>>(parts[2])!)],
            "write" => [("write_file", new() { ["path"] = parts[1], ["content"] = "pwned" }), ("edit_file", new() { ["path"] = parts[1], ["old"] = "wants 0", ["new"] = "wants 9" })],
            "delete" => [("delete_file", new() { ["path"] = parts[1] })],
            "read" => [("read_file", new() { ["path"] = parts[1] }), ("search_files", new() { ["text"] = "sk-", ["glob"] = parts[1] })],
            _ => [],
        };
    }

    private static object? Edit(string order)
    {
        var parts = order.Split(' ', 3);
        return parts[0] switch
        {
            "write" => new { action = "write", path = parts[1], old = "", @new = "pwned" },
            "delete" => new { action = "delete", path = parts[1], old = "", @new = "" },
            _ => null,
        };
    }

    [GeneratedRegex(@"ORDER\[(.*?)\]END", RegexOptions.Singleline)]
    private static partial Regex Order();
}
