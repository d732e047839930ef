namespace AgentEscalation.Cli.Tests.EndToEnd;

/// <summary>Mounts that only one process sees: how a test gets a small disk or a read-only folder without asking the machine's owner.</summary>
internal static class Namespaces
{
    public static async Task AreNeeded()
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", "unshare -rm true"])
        {
            RedirectStandardError = true,
        })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(process.ExitCode == 0, "This machine gives no mount namespaces to unprivileged processes.");
    }
}
