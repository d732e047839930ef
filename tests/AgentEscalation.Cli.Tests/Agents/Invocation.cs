using System.Text.Json;

namespace AgentEscalation.Cli.Tests.Agents;

/// <summary>The command inside the test's process, with what it wrote.</summary>
internal sealed record Invocation(int Code, string Out, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public static async Task<Invocation> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, new Terminal(output, error, TextReader.Null, IsInteractive: false));
        return new(code, output.ToString(), error.ToString());
    }
}
