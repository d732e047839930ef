using System.Collections.Concurrent;
using AgentEscalation.Cases;

namespace AgentEscalation.Routing;

/// <summary>Cases of this process that wait for a person: a dictionary entry each, no thread, timer or task.</summary>
internal sealed class WaitingRoom
{
    private readonly ConcurrentDictionary<CaseId, WaitingCase> _cases = new();

    public int Count => _cases.Count;

    public void Enter(CaseId id, WaitingCase waiting) => _cases[id] = waiting;

    public WaitingCase? Find(CaseId id) => _cases.GetValueOrDefault(id);

    /// <summary>Takes the case out; false when somebody else was first.</summary>
    public bool Leave(CaseId id, WaitingCase waiting) => _cases.TryRemove(new(id, waiting));
}
