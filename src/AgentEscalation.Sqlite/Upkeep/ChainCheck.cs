using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Journal;
using AgentEscalation.Sqlite.Files;
using AgentEscalation.Sqlite.Writing;

namespace AgentEscalation.Sqlite.Upkeep;

/// <summary>Follows the chain of one case and folds its events again: every row has to be as it was appended, and the case's row as its
/// events say.</summary>
internal sealed class ChainCheck(Database database, CaseSummary row, long no, byte[] head)
{
    /// <summary>Reads the case.</summary>
    /// <returns>How many events it has.</returns>
    public long Run(Action<CaseId?, int?, string> found)
    {
        var previous = new byte[EventText.HashLength];
        EventText.Root(row.CaseId, previous);
        var state = default(CaseState);
        var last = row.Changed;
        var number = 0;
        var readable = true;
        var events = database["SELECT position, body, hash FROM event WHERE case_no = ?1 ORDER BY position"].Bind(1, no);
        while (events.Step())
        {
            number++;
            if (events.Int64(0) != number - 1)
            {
                found(row.CaseId, number, $"Event {number} is missing.");
                number = (int)events.Int64(0) + 1;
            }

            // From the stored link before, so that a changed row is told alone and not with all that follow.
            EventText.Link(previous, events.Bytes(1));
            if (!previous.AsSpan().SequenceEqual(events.Bytes(2)))
            {
                found(row.CaseId, number, "The event was changed after it was written: its hash does not fit.");
            }

            events.Bytes(2)[..Math.Min(events.Bytes(2).Length, previous.Length)].CopyTo(previous);
            readable = readable && Fold(events.Bytes(1), ref state, ref last, number, found);
        }

        if (!previous.AsSpan().SequenceEqual(head) || number != row.Version)
        {
            found(row.CaseId, null, $"The end of the chain does not fit: the case's row was made for {row.Version} events and there are {number}, or the last one was changed.");
        }
        else if (readable && Short(CaseSummary.Of(in state, last)) != Short(row))
        {
            found(row.CaseId, null, $"The case's row does not say what its events say: {row.Status} at level {(int)row.Level}, and by the events {state.Status} at level {(int)state.Level}.");
        }

        return number;
    }

    private bool Fold(ReadOnlySpan<byte> text, ref CaseState state, ref DateTimeOffset last, int number, Action<CaseId?, int?, string> found)
    {
        try
        {
            var e = CaseJson.Read(text);
            state.Apply(e);
            last = e.At;
            return true;
        }
        catch (FormatException e)
        {
            found(row.CaseId, number, $"The event cannot be read: {e.Message}");
            return false;
        }
    }

    /// <summary>Rows have milliseconds.</summary>
    private static CaseSummary Short(CaseSummary summary) => summary with
    {
        Opened = Short(summary.Opened),
        Changed = Short(summary.Changed),
        Expires = summary.Expires is { } expires ? Short(expires) : null,
    };

    private static DateTimeOffset Short(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
