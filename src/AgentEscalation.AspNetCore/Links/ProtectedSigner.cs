using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AgentEscalation.AspNetCore.Links;

/// <summary>The host's data protection: its keys turn over by themselves.</summary>
internal sealed class ProtectedSigner(IDataProtectionProvider provider) : ILinkSigner
{
    private readonly IDataProtector _protector = provider.CreateProtector("AgentEscalation.DecisionLinks.v1");

    public byte[] Sign(byte[] payload) => _protector.Protect(payload);

    public byte[]? Open(byte[] signed)
    {
        try
        {
            return _protector.Unprotect(signed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
