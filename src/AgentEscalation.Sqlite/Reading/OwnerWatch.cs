using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Reading;

/// <summary>Notices owners that are gone: their process has ended, or they gave no sign of life for as long as a lease lasts, by this
/// process's own monotonic clock. No clock is compared with another. One caller at a time.</summary>
internal sealed class OwnerWatch(TimeProvider time, TimeSpan leaseTime)
{
    private readonly Dictionary<long, (long Beat, long Since)> _seen = [];

    /// <summary>The owners that are gone, with the last sign of life that was seen.</summary>
    public List<Gone> Look(Database database)
    {
        var gone = new List<Gone>();
        var alive = new List<long>();
        var row = database["SELECT no, beat, lock FROM owner WHERE dead = 0"];
        while (row.Step())
        {
            var (no, beat, name) = (row.Int64(0), row.Int64(1), row.MaybeText(2));
            if (!_seen.TryGetValue(no, out var seen) || seen.Beat != beat)
            {
                _seen[no] = seen = (beat, time.GetTimestamp());
            }

            if ((name is not null && OwnerLock.IsFree(database.File, name)) || time.GetElapsedTime(seen.Since) >= leaseTime)
            {
                gone.Add(new(no, beat, name));
            }
            else
            {
                alive.Add(no);
            }
        }

        foreach (var forgotten in _seen.Keys.Except(alive).ToArray())
        {
            _seen.Remove(forgotten);
        }

        return gone;
    }

    /// <summary>An owner that is gone.</summary>
    /// <param name="No">Its number.</param>
    /// <param name="Beat">Its last sign of life.</param>
    /// <param name="Lock">Its lock file; null when it had none.</param>
    internal readonly record struct Gone(long No, long Beat, string? Lock);
}
