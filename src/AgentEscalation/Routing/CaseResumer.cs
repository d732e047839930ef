using System.Collections.Concurrent;
using AgentEscalation.Cases;
using AgentEscalation.Journal;
using AgentEscalation.Telemetry;
using Microsoft.Extensions.Hosting;

namespace AgentEscalation.Routing;

/// <summary>Takes up, as long as the host runs, the cases that nobody goes on with.</summary>
internal sealed class CaseResumer(EscalationRouter router) : BackgroundService
{
    /// <summary>How often the journal is asked: a decision that came from elsewhere is acted on within a second.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a case whose agent is not registered here is left to other processes.</summary>
    public static readonly TimeSpan MissingGrace = TimeSpan.FromMinutes(5);

    /// <summary>How long a case that could not be taken up is left alone.</summary>
    public static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(30);

    private const int MostAtOnce = 64;

    private readonly ConcurrentDictionary<CaseId, byte> _running = new();
    private readonly ConcurrentDictionary<CaseId, long> _failed = new();
    private readonly Dictionary<CaseId, long> _missing = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (router.Journal is not ICaseIndex index || router.Parts.InMemory is not null)
        {
            return;
        }

        using var timer = new PeriodicTimer(Pause, router.Parts.Time);
        do
        {
            try
            {
                await PassAsync(index, stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.PassedOver(router.Parts.Signals.Logger, "Looking for cases to take up", e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async ValueTask PassAsync(ICaseIndex index, CancellationToken stopping)
    {
        if (_running.Count >= MostAtOnce)
        {
            return;
        }

        // Those that are left alone must not hide the ones behind them.
        var most = Math.Min(CaseQuery.MostCases, MostAtOnce + _running.Count + _failed.Count + _missing.Count);
        var cases = index.ToTakeUpAsync(router.Parts.Time.GetUtcNow(), most, stopping).ConfigureAwait(false);
        HashSet<CaseId> seen = [];
        await foreach (var id in cases)
        {
            seen.Add(id);
            if (_running.Count >= MostAtOnce)
            {
                return;
            }

            if (!IsLeftAlone(id) && _running.TryAdd(id, 0))
            {
                _missing.TryAdd(id, router.Parts.Time.GetTimestamp());
                _ = ResumeAsync(id, router.Parts.Time.GetElapsedTime(_missing[id]) >= MissingGrace, stopping);
            }
        }

        // Whoever went on with the others: they are not missing anybody any more.
        foreach (var id in _missing.Keys.Where(id => !seen.Contains(id)).ToArray())
        {
            _missing.Remove(id);
            _failed.TryRemove(id, out _);
        }
    }

    private bool IsLeftAlone(CaseId id)
    {
        if (!_failed.TryGetValue(id, out var since) || router.Parts.Time.GetElapsedTime(since) >= AfterFault)
        {
            _failed.TryRemove(id, out _);
            return false;
        }

        return true;
    }

    private async Task ResumeAsync(CaseId id, bool endsMissing, CancellationToken stopping)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await router.ResumeAsync(id, endsMissing, stopping).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (!stopping.IsCancellationRequested)
            {
                _failed[id] = router.Parts.Time.GetTimestamp();
                Log.NotResumed(router.Parts.Signals.Logger, id, e);
            }
        }
        finally
        {
            _running.TryRemove(id, out _);
        }
    }
}
