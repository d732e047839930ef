using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AgentEscalation.Workspaces;

/// <summary>Everything that one command started. Its processes are found by their process group and, because a daemon leaves its
/// group, on Linux also by a variable that each of them inherits.</summary>
internal sealed class ProcessGroup
{
    /// <summary>Names the commands that a process belongs to: its own and, before it, those around it.</summary>
    public const string Variable = "AGENT_ESCALATION_RUN";

    private const int SigKill = 9;
    private static readonly string? Setsid = OperatingSystem.IsWindows()
        ? null
        : ProgramLookup.Find("setsid", "/", "/usr/bin:/bin:/usr/local/bin", out _);

    private static readonly string Prefix = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } outer ? outer + ";" : "";
    private static long s_count;

    private readonly byte[] _mark;

    public ProcessGroup(long startedAt)
    {
        Mark = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}.{startedAt}.{Interlocked.Increment(ref s_count)}");
        _mark = Encoding.UTF8.GetBytes($"{Variable}={Mark}");
    }

    /// <summary>The variable's value for this command.</summary>
    public string Mark { get; }

    /// <summary>The program that puts another into a session, and so a group, of its own; null where there is none.</summary>
    public static string? Leader => Setsid;

    /// <summary>Ends the process, its group and its daemons. Harmless when all of them have ended.</summary>
    /// <param name="process">The command's first process, running or not.</param>
    /// <returns>When none of them can do anything any more, or after a second for those that the kernel keeps.</returns>
    public async ValueTask KillAsync(Process process)
    {
        if (OperatingSystem.IsWindows() || Setsid is null)
        {
            KillTree(process);
        }
        else
        {
            _ = KillProcess(-process.Id, SigKill);
        }

        // A process that forks while it is looked for is found in the next round; one that was just killed, until it has let go. One that becomes another
        // program shows no environment for a moment, and is looked at again a few times.
        var unclear = 0;
        for (var round = 0; round < 1000 && unclear < UnclearRounds && OperatingSystem.IsLinux() && KillMarked(process.Id) is var found && found != false; round++)
        {
            unclear = found is null ? unclear + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(1 << unclear), TimeProvider.System).ConfigureAwait(false);
        }
    }

    private static void KillTree(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or AggregateException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in between.
        }
    }

    private const int UnclearRounds = 4;

    /// <summary>True when one was found, null when none was but one showed nothing that could tell.</summary>
    private bool? KillMarked(int first)
    {
        bool? found = false;
        foreach (var pid in Younger(first))
        {
            var marked = pid == first ? false : HasMark(pid);
            if (marked == true)
            {
                _ = KillProcess(pid, SigKill);
            }

            found = marked == true || found == true ? true : marked is null ? null : found;
        }

        return found;
    }

    /// <summary>The processes that may have started after this one. Process ids are given in order, so only those above it, unless the
    /// counter has wrapped.</summary>
    private static IEnumerable<int> Younger(int first)
    {
        var last = LastProcessId();
        if (last == first)
        {
            yield break;
        }

        foreach (var entry in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(entry.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                && (last < first || pid > first) && pid != Environment.ProcessId)
            {
                yield return pid;
            }
        }
    }

    private static int LastProcessId()
    {
        try
        {
            var load = File.ReadAllText("/proc/loadavg").AsSpan().TrimEnd();
            return int.TryParse(load[(load.LastIndexOf(' ') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : 0;
        }
        catch (IOException)
        {
            return 0;
        }
        catch (UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private bool? HasMark(int pid)
    {
        try
        {
            ReadOnlySpan<byte> variables = File.ReadAllBytes($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/environ");
            if (variables.IsEmpty)
            {
                return null;
            }

            foreach (var range in variables.Split((byte)0))
            {
                var variable = variables[range];
                if (variable.StartsWith(_mark) && (variable.Length == _mark.Length || variable[_mark.Length] == (byte)';'))
                {
                    return true;
                }
            }
        }
        catch (IOException)
        {
            // It ended in between.
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's: not ours to end.
        }

        return false;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int KillProcess(int pid, int signal);
}
