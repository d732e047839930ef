using Microsoft.Extensions.Options;

namespace AgentEscalation.AspNetCore.Webhooks;

/// <summary>Addresses and secrets that cannot be used are found at start.</summary>
internal sealed class DecisionWebhookOptionsRules : IValidateOptions<DecisionWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, DecisionWebhookOptions options)
    {
        List<string> faults = [];
        if (options.Address is not { IsAbsoluteUri: true } address || !(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)))
        {
            faults.Add($"{DecisionWebhookOptions.Section}:Address has to be an absolute https address, or an http address of this machine.");
        }

        if (options.Secret is not { } secret || WebhookSignature.KeyOf(secret) is null)
        {
            faults.Add($"{DecisionWebhookOptions.Section}:Secret has to be Base64 of 24 to 64 random bytes. Make one with: openssl rand -base64 32");
        }

        if (options.Timeout <= TimeSpan.Zero)
        {
            faults.Add($"{DecisionWebhookOptions.Section}:Timeout is {options.Timeout}; it must be more than 0.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
