using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentEscalation.AspNetCore.Links;

/// <summary>Keys that sign nothing are found at start.</summary>
internal sealed class DecisionLinkOptionsRules(IServiceProvider services) : IValidateOptions<DecisionLinkOptions>
{
    public ValidateOptionsResult Validate(string? name, DecisionLinkOptions options)
    {
        List<string> faults = [];
        if (options.Address is not { IsAbsoluteUri: true, Scheme: "https" or "http" })
        {
            faults.Add($"{DecisionLinkOptions.Section}:Address has to be the absolute http(s) address of the endpoints, with their prefix.");
        }

        if (options.Lifetime <= TimeSpan.Zero)
        {
            faults.Add($"{DecisionLinkOptions.Section}:Lifetime is {options.Lifetime}; it must be more than 0.");
        }

        foreach (var key in options.OldKeys.Append(options.Key).OfType<string>())
        {
            if (HmacSigner.BytesOf(key) is null)
            {
                faults.Add($"{DecisionLinkOptions.Section}: a key has to be Base64 of at least {HmacSigner.LeastBytes} random bytes. Make one with: openssl rand -base64 32");
            }
        }

        if (options.Key is null && services.GetService<IDataProtectionProvider>() is null)
        {
            faults.Add($"{DecisionLinkOptions.Section}:Key is missing and the host has no data protection. Set the key, or add builder.Services.AddDataProtection().");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
