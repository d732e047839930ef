using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace AgentEscalation.Providers.Configuration;

/// <summary>Reads one provider's section, every setting by hand: each fault has its place and its mend.</summary>
internal sealed class ProviderReader(IConfigurationSection section)
{
    private static readonly (string Word, ProviderKind Kind)[] Kinds =
    [
        ("openai-compatible", ProviderKind.OpenAICompatible), ("ollama", ProviderKind.Ollama), ("anthropic", ProviderKind.Anthropic),
    ];

    /// <summary>Settings that people write a key into.</summary>
    private static readonly string[] Literal = ["Key", "ApiKey", "Api_Key", "Token", "Secret", "Password", "AuthToken", "AccessKey"];

    private static readonly string[] Known = ["Kind", "Endpoint", "Model", "KeyFrom", "Retries", "RetryDelay", "LongestRetryDelay", "TryTimeout", "AnswerBytes"];

    private readonly ImmutableArray<ProviderFault>.Builder _faults = ImmutableArray.CreateBuilder<ProviderFault>();

    /// <summary>Reads it.</summary>
    /// <returns>The settings as far as they could be read, and what is wrong with them.</returns>
    public (ProviderOptions Options, ImmutableArray<ProviderFault> Faults) Read()
    {
        Settings();
        var options = new ProviderOptions
        {
            Kind = Kind(),
            Endpoint = Endpoint(),
            Model = section["Model"]?.Trim() ?? "",
            KeyFrom = string.IsNullOrWhiteSpace(section["KeyFrom"]) ? null : section["KeyFrom"]!.Trim(),
        };
        options.Retries = (int)Number("Retries", options.Retries, 0, 10);
        options.AnswerBytes = Number("AnswerBytes", options.AnswerBytes, 1024, 1L << 30);
        options.RetryDelay = Time("RetryDelay", options.RetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        options.LongestRetryDelay = Time("LongestRetryDelay", options.LongestRetryDelay, TimeSpan.Zero, TimeSpan.FromHours(1));
        options.TryTimeout = Time("TryTimeout", options.TryTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        if (options.Model.Length == 0)
        {
            Fault($"{section.Path}:Model is missing. Set it to the id of the model that this provider serves.");
        }

        return (options, _faults.ToImmutable());
    }

    private void Settings()
    {
        foreach (var child in section.GetChildren())
        {
            if (Literal.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                Fault($"{child.Path} would hold a key, and configuration files are no place for one. Take it out, put the key into an environment "
                    + $"variable or user secrets, and set {section.Path}:KeyFrom to the variable's name.");
            }
            else if (!Known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                Fault($"{child.Path} is no setting of a provider. Settings are {string.Join(", ", Known)}.");
            }
        }
    }

    private ProviderKind Kind()
    {
        var given = section["Kind"]?.Trim();
        foreach (var (word, kind) in Kinds)
        {
            if (word.Equals(given, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        Fault($"{section.Path}:Kind is {(given is null ? "missing" : $"'{given}', which is unknown")}. Use one of: {string.Join(", ", Kinds.Select(k => k.Word))}.");
        return default;
    }

    private Uri? Endpoint()
    {
        if (section["Endpoint"]?.Trim() is not { Length: > 0 } given)
        {
            return null;
        }

        if (!Uri.TryCreate(given, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            Fault($"{section.Path}:Endpoint is no http or https address. Write it in full, for example http://localhost:11434.");
            return null;
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0)
        {
            Fault($"{section.Path}:Endpoint has a user or a query in it, where keys would be seen in logs. Take them out; a key goes through KeyFrom.");
            return null;
        }

        return uri;
    }

    private long Number(string name, long otherwise, long least, long most)
    {
        if (section[name] is not { } given)
        {
            return otherwise;
        }

        if (long.TryParse(given, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Fault($"{section.Path}:{name} is '{given}'. Use a whole number from {least} to {most}.");
        return otherwise;
    }

    private TimeSpan Time(string name, TimeSpan otherwise, TimeSpan least, TimeSpan most)
    {
        if (section[name] is not { } given)
        {
            return otherwise;
        }

        if (TimeSpan.TryParse(given, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            return value;
        }

        Fault($"{section.Path}:{name} is '{given}'. Use a time from {least} to {most}, written hours:minutes:seconds.");
        return otherwise;
    }

    private void Fault(string message) => _faults.Add(new(section.Key, message));
}
