using System.Diagnostics;

namespace AgentEscalation.Crash.Certificate;

/// <summary>Counts the moments at which this process can be killed, and ends it at the chosen one as kill -9 does.</summary>
internal sealed class KillPoints(int killAt)
{
    private int _passed;

    public int Passed => Volatile.Read(ref _passed);

    /// <summary>Whether moments count already: what an earlier process left is taken to its end first.</summary>
    public bool Armed { get; set; }

    public void Pass()
    {
        if (Armed && Interlocked.Increment(ref _passed) - 1 == killAt)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
