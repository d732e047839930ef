using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace AgentEscalation.Samples.HumanDecision;

/// <summary>A case reaches a person, both hosts are killed and started again, the decision comes over HTTP, and the repair is verified.</summary>
internal static class Story
{
    private const string Name = "ana";

    public static async Task<int> TellAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var token = timeout.Token;
        var data = Directory.CreateTempSubdirectory("human-decision-");
        try
        {
            var orders = data.CreateSubdirectory("orders");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "workspace", "orders.csv"), Path.Combine(orders.FullName, "orders.csv"));
            return await TellAsync(data.FullName, Path.Combine(orders.FullName, "orders.csv"), token);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<int> TellAsync(string data, string orders, CancellationToken token)
    {
        var key = RandomNumberGenerator.GetHexString(32);
        Console.WriteLine("1. A worker and a web host on one file. The worker meets a date that does not exist.");
        using (var worker = new HostProcess("worker", data, ""))
        using (var web = new HostProcess("web", data, $"{Name}={key}"))
        {
            await web.LineAsync("http://", token);
            await worker.LineAsync("case ", token);
            Console.WriteLine("2. The case waits for a person. Both hosts are killed.");
            await Task.WhenAll(worker.KillAsync(token), web.KillAsync(token));
        }

        Console.WriteLine("3. Both are started again.");
        using var again = new HostProcess("worker", data, "");
        using var desk = new HostProcess("web", data, $"{Name}={key}");
        using var http = new HttpClient { BaseAddress = new(await desk.LineAsync("http://", token) + "/escalation/") };
        Console.WriteLine($"4. Without a key: {(int)(await http.GetAsync("inbox", token)).StatusCode}. With it, the card:");
        http.DefaultRequestHeaders.Add("X-Key", key);
        var card = (await http.GetFromJsonAsync<JsonElement>("inbox", token)).GetProperty("cards")[0];
        Console.WriteLine($"   {card.GetProperty("problem").GetString()}");
        foreach (var option in card.GetProperty("options").EnumerateArray())
        {
            Console.WriteLine($"   {option.GetProperty("key").GetString(),-5} {option.GetProperty("title").GetString()}");
        }

        var answer = new { card = card.GetProperty("number").GetInt32(), digest = card.GetProperty("digest").GetString(), option = "A" };
        var path = $"inbox/{card.GetProperty("caseId").GetString()}/answers";
        Console.WriteLine($"5. {Name} answers A: {(int)(await http.PostAsJsonAsync(path, answer, token)).StatusCode}. The same once more: {(int)(await http.PostAsJsonAsync(path, answer, token)).StatusCode}.");
        await again.LineAsync("outcome: ", token);
        var code = await again.EndAsync(token);
        Console.WriteLine("6. What the worker wrote after the check had passed:");
        Console.WriteLine(await File.ReadAllTextAsync(orders, token));
        return code;
    }
}
