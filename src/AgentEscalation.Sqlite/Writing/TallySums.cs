using AgentEscalation.Cases;
using AgentEscalation.Scorecards;
using AgentEscalation.Sqlite.Files;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>What a transaction adds to the sums of the scorecard.</summary>
internal sealed class TallySums
{
    private readonly Dictionary<(string Agent, string Class), Tally> _added = [];

    public void Clear() => _added.Clear();

    /// <summary>Counts what an append did to a case.</summary>
    public void Count(CaseStatus before, bool arrivedBefore, KeptCase kept)
    {
        var opened = before == CaseStatus.None && kept.State.Opened is not null;
        var arrived = !arrivedBefore && kept.Score.Arrived;
        var closed = before != CaseStatus.Closed && kept.State.Status == CaseStatus.Closed;
        if (!opened && !arrived && !closed)
        {
            return;
        }

        var key = (kept.State.Agent, kept.State.Class ?? "");
        var tally = _added.GetValueOrDefault(key);
        tally.Open += (opened ? 1 : 0) - (closed ? 1 : 0);
        tally.Arrived += arrived ? 1 : 0;
        tally.Targets.Add(kept.State.Opened!.Policy);
        if (closed)
        {
            tally.Add(kept.Score.ToScore(in kept.State));
        }

        _added[key] = tally;
    }

    public void Flush(Database database)
    {
        foreach (var ((agent, errorClass), added) in _added)
        {
            var sum = added;
            var row = database[TallyRows.OfCell].Bind(1, agent).Bind(2, errorClass);
            if (row.Step())
            {
                sum.Add(TallyRows.Read(row));
                row.Reset();
            }

            TallyRows.Write(database, agent, errorClass, sum);
        }

        _added.Clear();
    }
}
