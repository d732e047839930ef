using AgentEscalation.Cases.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace AgentEscalation.Providers.Configuration;

/// <summary>Finds a provider's key where a key may be: in the environment, in user secrets or in a store that the host added. What stands in
/// a configuration file gets copied and committed, what stands on a command line is seen by everybody on the machine; both are refused.</summary>
internal static class ProviderKey
{
    private const int LongestName = 128;

    /// <summary>What is sent where a client insists on a key and the endpoint wants none.</summary>
    public const string None = "none";

    /// <summary>The name that is looked for when none is set.</summary>
    public static string? UsualName(ProviderOptions options) => options switch
    {
        { Endpoint: not null } => null,
        { Kind: ProviderKind.OpenAICompatible } => "OPENAI_API_KEY",
        { Kind: ProviderKind.Anthropic } => "ANTHROPIC_API_KEY",
        _ => null,
    };

    /// <summary>Finds it.</summary>
    /// <param name="section">Path of the provider's section.</param>
    /// <param name="options">The provider.</param>
    /// <param name="configuration">The whole configuration.</param>
    /// <returns>The key, or why there is none; both null when none is needed.</returns>
    public static (string? Key, string? Fault) Find(string section, ProviderOptions options, IConfiguration configuration)
    {
        if ((options.KeyFrom ?? UsualName(options)) is not { } name)
        {
            return (null, null);
        }

        if (name.Length > LongestName || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) || Redactor.Redact(name) != name || LooksRandom(name))
        {
            return (null, $"{section}:KeyFrom seems to be a key itself. Put the key into an environment variable or user secrets, "
                + "and set KeyFrom to the variable's name.");
        }

        if (Misplaced(configuration, name) is { } place)
        {
            return (null, $"The key '{name}' of {section} stands {place}. Take it out there, and change the key if others saw it; put it into the environment "
                + $"variable {Variable(name)} or into user secrets (dotnet user-secrets set \"{name}\" ...).");
        }

        var key = configuration[name] ?? Environment.GetEnvironmentVariable(Variable(name));
        return string.IsNullOrWhiteSpace(key)
            ? (null, $"{section} takes its key from '{name}', which is not set. Set the environment variable {Variable(name)}, or the user secret \"{name}\"; "
                + "for an endpoint that wants no key, set Endpoint and leave KeyFrom out.")
            : (key.Trim(), null);
    }

    private static string Variable(string name) => name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Names are written in words; keys mix digits and letters of both cases, or go on without a word's end.</summary>
    private static bool LooksRandom(string name) =>
        name.Length >= 20 && name.Any(char.IsAsciiDigit) && name.Any(char.IsAsciiLetterLower) && name.Any(char.IsAsciiLetterUpper);

    private static string? Misplaced(IConfiguration configuration, string name)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return null;
        }

        // The last one that has a value wins, as for every setting; and the environment that overrides a file does not excuse the file.
        foreach (var provider in root.Providers.Reverse())
        {
            if (!provider.TryGet(name, out var value) || string.IsNullOrEmpty(value))
            {
                continue;
            }

            if (provider is CommandLineConfigurationProvider)
            {
                return "on the command line";
            }

            if (provider is FileConfigurationProvider { Source.Path: var path } && !string.Equals(Path.GetFileName(path), "secrets.json", StringComparison.Ordinal))
            {
                return $"in the file {Path.GetFileName(path)}";
            }
        }

        return null;
    }
}
