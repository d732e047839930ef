using System.CommandLine;
using AgentEscalation.Providers;
using Microsoft.Extensions.Configuration;

namespace AgentEscalation.Cli.Models;

/// <summary>The configuration that models come from: a file, user secrets, the environment, the command line; the later ones win.</summary>
internal static class Configured
{
    /// <summary>The id of the command's user secrets.</summary>
    public const string SecretsId = "agent-escalation";

    private const string UsualFile = "appsettings.json";
    private const string Root = "AgentEscalation:";

    /// <summary><c>--config FILE</c>.</summary>
    public static Option<string?> File() => new("--config", "-c")
    {
        Description = "A JSON file with the sections AgentEscalation:Providers and AgentEscalation:Models. Without it: appsettings.json here, if there is one.",
        HelpName = "FILE",
    };

    /// <summary><c>--set KEY=VALUE</c>.</summary>
    public static Option<string[]> Settings() => new("--set")
    {
        Description = "A setting that wins over file and environment, for example Providers:local:Model=qwen3. May be given several times. No keys here: "
            + "everybody on the machine sees a command line.",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Reads the configuration.</summary>
    /// <param name="file">The file as given; null when none was.</param>
    /// <param name="settings">Settings, each KEY=VALUE.</param>
    /// <returns>The providers; what is wrong with them is in them.</returns>
    /// <exception cref="BadInputException">The file or a setting cannot be read.</exception>
    public static ModelProviders Read(string? file, IEnumerable<string> settings)
    {
        var builder = new ConfigurationBuilder();
        var path = Path.GetFullPath(file ?? UsualFile);
        if (file is not null && !System.IO.File.Exists(path))
        {
            throw new BadInputException($"The file '{file}' does not exist", "--config", "Name a JSON file with providers, or leave it out.");
        }

        builder.AddJsonFile(path, optional: true, reloadOnChange: false);
        builder.AddUserSecrets(SecretsId).AddEnvironmentVariables().AddCommandLine([.. settings.Select(Argument)]);
        try
        {
            return new(builder.Build());
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or FormatException)
        {
            throw new BadInputException(
                $"The file '{file ?? UsualFile}' cannot be read", (e.InnerException ?? e).Message.TrimEnd('.'), "See that it is JSON and may be read.");
        }
    }

    /// <summary>Reads the configuration and insists on providers that can be used.</summary>
    /// <param name="file">The file as given; null when none was.</param>
    /// <param name="settings">Settings, each KEY=VALUE.</param>
    /// <returns>The providers.</returns>
    /// <exception cref="BadInputException">There is none, or something is wrong with one.</exception>
    public static ModelProviders Providers(string? file, IEnumerable<string> settings)
    {
        var providers = Read(file, settings);
        if (providers.Faults is [var fault, ..])
        {
            throw new BadInputException(fault.Message, null, "");
        }

        return providers.Names.IsEmpty ? throw NoProvider(file) : providers;
    }

    public static BadInputException NoProvider(string? file) => new(
        "No provider is configured",
        file ?? UsualFile,
        $"Add one below {ProviderOptions.Section}, for example with --set Providers:local:Kind=ollama --set Providers:local:Model=qwen3.");

    private static string Argument(string setting)
    {
        var at = setting.IndexOf('=', StringComparison.Ordinal);
        if (at < 1)
        {
            throw new BadInputException($"'{setting}' is no setting", "--set", "Write KEY=VALUE, for example Providers:local:Model=qwen3.");
        }

        var rooted = setting.StartsWith(Root, StringComparison.OrdinalIgnoreCase)
            || !(setting.StartsWith("Providers:", StringComparison.OrdinalIgnoreCase) || setting.StartsWith("Models:", StringComparison.OrdinalIgnoreCase));
        return $"--{(rooted ? "" : Root)}{setting}";
    }
}
