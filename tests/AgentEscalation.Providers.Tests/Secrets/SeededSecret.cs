namespace AgentEscalation.Providers.Tests.Secrets;

/// <summary>A secret of one of the usual shapes, the same for the same seed, and the texts that it turns up in.</summary>
internal sealed class SeededSecret
{
    public const int Shapes = 12;

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    public SeededSecret(int seed)
    {
        var random = new Random(seed);
        string Token(int length) => new(random.GetItems<char>(Letters, length));
        string Mixed(int length) => Token(length - 3) + "a7Z";
        (Value, Written) = (seed % Shapes) switch
        {
            0 => Bare("sk-proj-" + Mixed(40)),
            1 => Bare("ghp_" + Mixed(36)),
            2 => Bare("AKIA" + Mixed(16).ToUpperInvariant()),
            3 => Bare("xoxb-" + random.Next(100000000) + "-" + Mixed(24)),
            4 => Bare("AIza" + Mixed(35)),
            5 => Of(Mixed(32), "Authorization: Bearer {0}"),
            6 => Of(Mixed(24), "API_KEY={0}"),
            7 => Of(Mixed(20), "Server=db;User Id=app;Password={0};Encrypt=true"),
            8 => Of(Mixed(18), "postgres://app:{0}@db.internal:5432/shop"),
            9 => Bare("eyJ" + Mixed(30) + "." + "eyJ" + Mixed(40) + "." + Mixed(43)),
            10 => Of(Mixed(64), "-----BEGIN PRIVATE KEY-----\n{0}\n-----END PRIVATE KEY-----"),
            _ => Of(Mixed(28), "--client-secret={0}"),
        };
    }

    /// <summary>What nobody may find again.</summary>
    public string Value { get; }

    /// <summary>As it stands where it is used.</summary>
    public string Written { get; }

    public string Error => $"error: the call was refused\n  sent: {Written}\n  at Client.Send";

    public string Environment => $"PATH=/usr/bin\nSHELL=/bin/bash\nSERVICE_TOKEN={Value}\nextra {Written}";

    public string Path => $"cannot open /srv/checkout?{(Written.Contains('=', StringComparison.Ordinal) || Written.Contains("://", StringComparison.Ordinal) ? Written : "token=" + Written)}";

    public string Arguments => $"curl --fail --header \"X: y\" {Written} https://example.test/v1";

    private static (string Value, string Written) Bare(string value) => (value, value);

    private static (string Value, string Written) Of(string value, string form) => (value, form.Replace("{0}", value, StringComparison.Ordinal));
}
