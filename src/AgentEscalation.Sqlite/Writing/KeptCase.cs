using AgentEscalation.Cases;
using AgentEscalation.Cases.Events;
using AgentEscalation.Scorecards;

namespace AgentEscalation.Sqlite.Writing;

/// <summary>An open case as far as its row and its score need it.</summary>
internal sealed class KeptCase
{
    public CaseState State;
    public ScoreFold Score;

    public void Apply(CaseEvent e) => Score.Apply(ref State, e);
}
