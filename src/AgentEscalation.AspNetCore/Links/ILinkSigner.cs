namespace AgentEscalation.AspNetCore.Links;

/// <summary>Makes bytes that nobody else can make.</summary>
internal interface ILinkSigner
{
    byte[] Sign(byte[] payload);

    /// <summary>The payload; null when it is not what was signed.</summary>
    byte[]? Open(byte[] signed);
}
