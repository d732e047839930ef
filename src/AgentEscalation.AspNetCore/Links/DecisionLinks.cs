using System.Buffers.Text;
using AgentEscalation.AspNetCore.Links;
using AgentEscalation.Cases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgentEscalation.AspNetCore;

/// <summary>Links that decide: each is good for one option of one card, for one person, until its time is over, and the first answer to the card
/// uses up all of them. Who has a link needs nothing else, so it is sent to that person only. Opening a link shows the card; nothing is decided before
/// the button is pressed, since programs open links too. Safe for any thread.</summary>
public sealed class DecisionLinks
{
    private const int MostToken = 2048;
    private const int MostName = 200;

    private readonly DecisionLinkOptions _options;
    private readonly ILinkSigner _signer;
    private readonly TimeProvider _time;

    internal DecisionLinks(IServiceProvider services)
    {
        _options = services.GetRequiredService<IOptions<DecisionLinkOptions>>().Value;
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        _signer = _options.Key is { } key
            ? new HmacSigner([key, .. _options.OldKeys])
            : new ProtectedSigner(services.GetRequiredService<IDataProtectionProvider>());
    }

    /// <summary>Makes a link.</summary>
    /// <param name="card">The card.</param>
    /// <param name="option">The key of one of its options.</param>
    /// <param name="recipient">Who gets the link: the record says that this person decided. 1 to 200 characters.</param>
    /// <returns>The link.</returns>
    /// <exception cref="ArgumentException">The card has no such option, or the recipient is missing or too long.</exception>
    public Uri Create(DecisionCard card, string option, string recipient)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(option);
        ArgumentException.ThrowIfNullOrWhiteSpace(recipient);
        if (recipient.Length > MostName)
        {
            throw new ArgumentException($"A recipient has at most {MostName} characters.", nameof(recipient));
        }

        var key = card.Options.FirstOrDefault(o => string.Equals(o.Key, option.Trim(), StringComparison.OrdinalIgnoreCase))?.Key
            ?? throw new ArgumentException($"Card {card.Number} has no option '{option}'.", nameof(option));
        var now = _time.GetUtcNow();
        var until = _options.Lifetime < card.Expires - now ? now + _options.Lifetime : card.Expires;
        var payload = new LinkPayload(card.CaseId, card.Number, card.Digest, until, key, recipient);
        var token = Base64Url.EncodeToString(_signer.Sign(payload.Write()));
        return new($"{_options.Address!.ToString().TrimEnd('/')}/links/{token}");
    }

    /// <summary>Reads a token; null when nobody here made it.</summary>
    internal LinkPayload? Read(string token)
    {
        if (token.Length is 0 or > MostToken || !Base64Url.IsValid(token))
        {
            return null;
        }

        var signed = Base64Url.DecodeFromChars(token);

        // The same bytes can be written in more than one way; only one of them is a link.
        return Base64Url.EncodeToString(signed) == token && _signer.Open(signed) is { } payload ? LinkPayload.Read(payload) : null;
    }

    internal bool IsOver(LinkPayload link) => _time.GetUtcNow() >= link.Until;
}
