using System.Collections.Immutable;
using System.Text.Json;
using AgentEscalation.Agents;
using AgentEscalation.Chat;

namespace AgentEscalation.Cli.Models;

/// <summary>Does what <c>models</c> was asked to do.</summary>
internal static class ModelsAction
{
    public static async Task<int> RunAsync(ModelsRequest request, OutputFormat format, Terminal terminal, CancellationToken token)
    {
        using var providers = Configured.Providers(request.Config, request.Settings);
        var models = ModelChoice.Of(ModelOptions.Inherit, providers);
        var rows = Rows(models, request.Agents);
        var probed = (await Task.WhenAll(providers.Names.Select(name => ProbedProvider.AskAsync(providers, name, request.Timeout, token))).ConfigureAwait(false)).ToImmutableArray();
        if (format == OutputFormat.Json)
        {
            JsonDocuments.Write(terminal.Out, json => Write(json, rows, probed));
        }
        else
        {
            Write(terminal.Out, rows, probed);
        }

        return probed.All(provider => provider.Fault is null) ? ExitCode.Done : ExitCode.Unresolved;
    }

    /// <summary>What agents may ask for, and who serves it: the tiers, the default and what agents' files say.</summary>
    private static ImmutableArray<(string Model, ImmutableArray<string> Clients)> Rows(ChatModels models, string? agents)
    {
        AgentCatalog catalog;
        try
        {
            catalog = agents is null ? AgentCatalog.BuiltIn : AgentCatalog.Load(agents);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The agents' folder '{agents}' cannot be read", $"--agents: {e.Message.TrimEnd('.')}", "Name a folder with agent files.");
        }

        var asked = catalog.Agents.Select(agent => agent.Model).OfType<string>().Where(model => model.Length > 0).Order(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. models.Options.Tiers.Keys.Append(ModelOptions.Inherit).Concat(asked).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(model => (model, models.For(model).Select(served => served.ToString()).ToImmutableArray())),
        ];
    }

    private static void Write(TextWriter to, ImmutableArray<(string Model, ImmutableArray<string> Clients)> rows, ImmutableArray<ProbedProvider> probed)
    {
        var width = rows.Max(row => row.Model.Length);
        foreach (var (model, clients) in rows)
        {
            to.WriteLine($"{Printable.Of(model.PadRight(width))}  {(clients.IsEmpty ? "nobody serves it" : Printable.Of(string.Join(", then ", clients)))}");
        }

        to.WriteLine();
        foreach (var provider in probed)
        {
            var answer = provider.Fault is { } fault ? $"no answer: {Printable.Of(fault)}" : $"answers, {Durations.Show(provider.Elapsed)}";
            to.WriteLine($"{Printable.Of(provider.Name)}  {Printable.Of(provider.Options.Model)} at {provider.Address}  {answer}");
        }
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<(string Model, ImmutableArray<string> Clients)> rows, ImmutableArray<ProbedProvider> probed)
    {
        json.WriteStartObject();
        json.WriteStartArray("models");
        foreach (var (model, clients) in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", model);
            json.WriteStartArray("servedBy");
            foreach (var client in clients)
            {
                json.WriteStringValue(client);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("providers");
        foreach (var provider in probed)
        {
            json.WriteStartObject();
            json.WriteString("name", provider.Name);
            json.WriteString("model", provider.Options.Model);
            json.WriteString("endpoint", provider.Address.ToString());
            json.WriteBoolean("answers", provider.Fault is null);
            json.WriteNumber("seconds", Math.Round(provider.Elapsed.TotalSeconds, 3));
            json.WriteString("fault", provider.Fault);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
